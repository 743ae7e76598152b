// What holds for the run, above the line to the agent: as the agent has confirmed it, and with a broken border
// what was chosen and is not confirmed yet. Opens the choice.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Run } from "../../state/inbox.ts";
import { mayCommand } from "../../state/may-command.ts";
import { driverOf, settingsAsked, settingsOf } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";
import { SettingsSheet } from "./settings-sheet.tsx";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
}

const say = runWords.settings;

export function SettingsLine({ phone, run }: Given): JSX.Element | null {
  const [open, setOpen] = useState(false);
  const state = phone.state.value;
  const driver = driverOf(state, run);
  if (driver === undefined) return null;
  const holds = settingsOf(state, run);
  const asked = settingsAsked(state, run);
  const titled = (choices: typeof driver.models, name: string | undefined) =>
    choices.find((choice) => choice.name === name)?.title ?? name;
  const profile = asked.profile ?? holds.profile;
  return (
    <>
      <button
        type="button"
        class="settings-line"
        data-testid="settings"
        disabled={!mayCommand(state)}
        onClick={() => setOpen(true)}
      >
        <span class="only-read-aloud">{say.change}</span>
        <Setting
          text={titled(driver.models, asked.model ?? holds.model)}
          pending={asked.model !== undefined}
        />
        <Setting
          text={titled(driver.modes, asked.mode ?? holds.mode)}
          pending={asked.mode !== undefined}
        />
        <Setting text={profile && say.profiles[profile]} pending={asked.profile !== undefined} />
      </button>
      {open && (
        <SettingsSheet phone={phone} run={run} driver={driver} onClose={() => setOpen(false)} />
      )}
    </>
  );
}

interface SettingGiven {
  readonly text: string | undefined;
  readonly pending: boolean;
}

function Setting({ text, pending }: SettingGiven): JSX.Element | null {
  if (text === undefined) return null;
  return (
    <span class="chip one-line" data-pending={pending}>
      <UntrustedText text={text} strictness="prose" />
    </span>
  );
}
