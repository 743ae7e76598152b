// Starting a run: what shall be done, and below it where, with which agent and how. What is written is kept until
// the machine has begun a run with it.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Fleet, Phone } from "../../first-load/phone-store.ts";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import type { Key } from "../../state/identifiers.ts";
import { machineNames } from "../../state/machine-names.ts";
import { type NewRun, newRun } from "../../state/new-run.ts";
import { screenWords } from "../../words/screen-words.ts";
import { Draft } from "../run/draft.ts";
import { SlashCommands } from "../run/slash-commands.tsx";
import { Picked } from "./pick.tsx";
import { Place } from "./place.tsx";

export function NewRunScreen({ fleet, phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const [chosen, choose] = useState<Partial<NewRun>>({});
  const draft = useMemo(() => Draft.ofNewRun(phone), [phone]);
  const prompt = draft.text.value;
  const run = newRun(state, chosen);
  const complete = [run.workspace, run.driver, prompt].every((text) => text.trim() !== "");
  const fits = new TextEncoder().encode(prompt).length <= promptBytesMax;
  const moveTo = (machine: Key) => {
    if (prompt.trim() !== "") Draft.ofNewRun(fleet.of(machine)).takeUp(prompt);
    draft.write("");
    // It has other workspaces and agents.
    choose({});
    replaceWith({ page: "new-run", machine });
  };
  const start = () => {
    const where = { workspace: run.workspace.trim(), driver: run.driver.trim() };
    phone.port.give({ t: "run.open", ...where, prompt: prompt.trim(), ...run.manner });
    replaceWith({ page: "home" });
  };
  return (
    <div class="page">
      <header>
        <Bar title={screenWords.newRun.title} />
        <LinkLine state={state} />
      </header>
      <main class="stack section">
        <label class="field">
          <span class="field-label">{screenWords.newRun.prompt}</span>
          <textarea
            class="input"
            data-testid="new-run-prompt"
            rows={5}
            value={prompt}
            onInput={(event) => draft.write(event.currentTarget.value)}
          />
        </label>
        <SlashCommands
          commands={
            state.setup?.drivers
              .find(({ name }) => name === run.driver)
              ?.commands?.map((name) => ({ name })) ?? []
          }
          text={prompt}
          onChoose={(command) => draft.write(command)}
        />
        <WhichMachine fleet={fleet} phone={phone} onChange={moveTo} />
        <Place setup={state.setup} run={run} onChange={choose} />
        {!fits && <p class="note">{screenWords.composer.tooLong}</p>}
        <Button look="main" testId="start-run" disabled={!complete || !fits} onPress={start}>
          {screenWords.newRun.start}
        </Button>
      </main>
    </div>
  );
}

interface WhichGiven {
  readonly fleet: Fleet;
  readonly phone: Phone;
  readonly onChange: (machine: Key) => void;
}

function WhichMachine({ fleet, phone, onChange }: WhichGiven): JSX.Element | null {
  const names = machineNames(fleet.state.value.machines);
  if (names.size < 2) return null;
  const choices = [...names].map(([name, title]) => ({ name, title }));
  return (
    <Picked
      label={screenWords.newRun.machine}
      testId="new-run-machine"
      value={phone.machine}
      choices={choices}
      onChange={onChange}
    />
  );
}
