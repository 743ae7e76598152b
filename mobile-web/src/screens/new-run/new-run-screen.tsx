// Starting a run: what shall be done, and below it where, with which agent and how.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import { type NewRun, newRun } from "../../state/new-run.ts";
import { screenWords } from "../../words/screen-words.ts";
import { Place } from "./place.tsx";

export function NewRunScreen({ phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const [chosen, choose] = useState<Partial<NewRun>>({});
  const [prompt, setPrompt] = useState("");
  const run = newRun(state, chosen);
  const complete = [run.workspace, run.driver, prompt].every((text) => text.trim() !== "");
  const fits = new TextEncoder().encode(prompt).length <= promptBytesMax;
  const start = () => {
    const where = { workspace: run.workspace.trim(), driver: run.driver.trim() };
    phone.port.give({ t: "run.open", ...where, prompt: prompt.trim(), ...run.manner });
    replaceWith({ page: "home" });
  };
  return (
    <div class="page">
      <Bar title={screenWords.newRun.title} />
      <LinkLine state={state} />
      <main class="stack section">
        <label class="field">
          <span class="field-label">{screenWords.newRun.prompt}</span>
          <textarea
            class="input"
            data-testid="new-run-prompt"
            rows={5}
            value={prompt}
            onInput={(event) => setPrompt(event.currentTarget.value)}
          />
        </label>
        <Place setup={state.setup} run={run} onChange={choose} />
        {!fits && <p class="note">{screenWords.composer.tooLong}</p>}
        <Button look="main" testId="start-run" disabled={!complete || !fits} onPress={start}>
          {screenWords.newRun.start}
        </Button>
      </main>
    </div>
  );
}
