// Starting a run: what shall be done, and below it where, with which agent and how. What is written is kept until
// the machine has begun a run with it.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Fleet, Phone } from "../../first-load/phone-store.ts";
import { replaceWith, route } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import type { Key } from "../../state/identifiers.ts";
import { machineNames } from "../../state/machine-names.ts";
import { type NewRun, newRun } from "../../state/new-run.ts";
import { screenWords } from "../../words/screen-words.ts";
import { Draft } from "../run/draft.ts";
import { useImages } from "../run/use-images.ts";
import { whyBarred } from "../run/why-barred.ts";
import { FirstPrompt } from "./first-prompt.tsx";
import { Picked } from "./pick.tsx";
import { Place } from "./place.tsx";

export function NewRunScreen({ fleet, phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const [chosen, choose] = useState<Partial<NewRun>>({});
  const draft = useMemo(() => Draft.ofNewRun(phone), [phone]);
  const prompt = draft.text.value;
  const run = newRun(state, chosen);
  const driver = state.setup?.drivers.find(({ name }) => name === run.driver);
  const images = useImages(phone);
  const complete = [run.workspace, run.driver, prompt].every((text) => text.trim() !== "");
  const fits = new TextEncoder().encode(prompt).length <= promptBytesMax;
  const takesAll = images.pictures.length === 0 || driver?.images === true;
  const barred = whyBarred(state);
  const mayStart = complete && fits && takesAll && !images.sending && barred === undefined;
  const moveTo = (machine: Key) => {
    if (prompt.trim() !== "") Draft.ofNewRun(fleet.of(machine)).takeUp(prompt);
    draft.write("");
    // It has other workspaces and agents.
    choose({});
    replaceWith({ page: "new-run", machine });
  };
  const start = async () => {
    const where = { workspace: run.workspace.trim(), driver: run.driver.trim() };
    const named = await images.send();
    if (named === undefined) return;
    phone.port.give({ t: "run.open", ...where, prompt: prompt.trim(), ...run.manner, ...named });
    // Whoever has left meanwhile stays where they are.
    if (route.peek().page === "new-run") replaceWith({ page: "home" });
  };
  return (
    <div class="page">
      <header>
        <Bar title={screenWords.newRun.title} />
        <LinkLine state={state} />
      </header>
      <main class="stack section">
        <FirstPrompt draft={draft} images={images} driver={driver} />
        <WhichMachine fleet={fleet} phone={phone} onChange={moveTo} />
        <Place setup={state.setup} run={run} onChange={choose} />
        {!fits && <p class="note">{screenWords.composer.tooLong}</p>}
        {barred !== undefined && <p class="note">{barred}</p>}
        <Button look="main" testId="start-run" disabled={!mayStart} onPress={() => void start()}>
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
