// Choosing model, mode and what is asked. What is ticked is what the agent has confirmed, never the tap.

import type { DriverSetup } from "@longrein/protocol";
import type { JSX } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import { Glyph } from "../../parts/glyph.tsx";
import { WhyNot } from "../../first-load/why-not.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Run } from "../../state/inbox.ts";
import type { RunSettings } from "../../state/phone-port.ts";
import { profilesUpTo, settingsAsked, settingsOf } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly driver: DriverSetup;
  readonly onClose: () => void;
}

const say = runWords.settings;

export function SettingsSheet({ phone, run, driver, onClose }: Given): JSX.Element {
  const state = phone.state.value;
  const holds = settingsOf(state, run);
  const asked = settingsAsked(state, run);
  const last = state.commands.settings.get(run.key);
  const set = (to: RunSettings) => phone.port.give({ t: "run.set", run: run.id, ...to });
  const profiles = holds.profile === undefined ? [] : profilesUpTo(holds.profile);
  return (
    <Sheet
      title={say.title}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="settings-sheet"
    >
      {last?.progress === "failed" && (
        <p class="warning" role="alert">
          {say.failed("")}
          <WhyNot {...last} />
        </p>
      )}
      {(driver.models.length > 0 || driver.modes.length > 0) && <p class="note">{say.next}</p>}
      <Choices
        label={say.model}
        choices={driver.models}
        holds={holds.model}
        asked={asked.model}
        onChoose={(model) => set({ model })}
      />
      <Choices
        label={say.mode}
        choices={driver.modes}
        holds={holds.mode}
        asked={asked.mode}
        onChoose={(mode) => set({ mode })}
      />
      <Choices
        label={say.profile}
        choices={profiles.map((name) => ({
          name,
          title: say.profiles[name],
          says: say.profileSays[name],
        }))}
        holds={holds.profile}
        asked={asked.profile}
        onChoose={(name) => {
          const profile = profiles.find((each) => each === name);
          if (profile !== undefined) set({ profile });
        }}
      />
      <p class="note">{say.ceiling}</p>
    </Sheet>
  );
}

interface Choice {
  readonly name: string;
  readonly title: string;
  readonly says?: string;
}

interface ChoicesGiven {
  readonly label: string;
  readonly choices: readonly Choice[];
  readonly holds: string | undefined;
  readonly asked: string | undefined;
  readonly onChoose: (name: string) => void;
}

function Choices({ label, choices, holds, asked, onChoose }: ChoicesGiven): JSX.Element | null {
  if (choices.length === 0) return null;
  return (
    <section class="choices" aria-label={label}>
      <h3 class="label">{label}</h3>
      {choices.map(({ name, title, says }) => (
        <button
          key={name}
          type="button"
          class="choice"
          data-testid={`choice-${name}`}
          aria-pressed={name === holds}
          onClick={() => name !== holds && onChoose(name)}
        >
          {name === holds ? <Glyph name="done" /> : <span class="glyph-space" />}
          <span>
            <UntrustedText text={title} strictness="prose" />
            {says !== undefined && <span class="choice-says">{says}</span>}
            {name === asked && name !== holds && <span class="choice-says">{say.asked}</span>}
          </span>
        </button>
      ))}
    </section>
  );
}
