// Starting a run: where, with which agent, and what shall be done. Places and agents that were used before
// are offered.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import { runsInOrder } from "../../state/overview.ts";
import { screenWords } from "../../words/screen-words.ts";

export function NewRunScreen({ phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const known = runsInOrder(state);
  const [workspace, setWorkspace] = useState(known[0]?.workspace ?? "");
  const [driver, setDriver] = useState(known[0]?.driver ?? "");
  const [prompt, setPrompt] = useState("");
  const complete = [workspace, driver, prompt].every((text) => text.trim() !== "");
  const fits = new TextEncoder().encode(prompt).length <= promptBytesMax;
  const start = () => {
    phone.port.give({
      t: "run.open",
      workspace: workspace.trim(),
      driver: driver.trim(),
      prompt: prompt.trim(),
    });
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
        <Choice
          label={screenWords.newRun.workspace}
          testId="new-run-workspace"
          value={workspace}
          known={known.map((run) => run.workspace)}
          onChange={setWorkspace}
        />
        <Choice
          label={screenWords.newRun.driver}
          testId="new-run-driver"
          value={driver}
          known={known.map((run) => run.driver)}
          onChange={setDriver}
        />
        <p class="note">{fits ? screenWords.newRun.pick : screenWords.composer.tooLong}</p>
        <Button look="main" testId="start-run" disabled={!complete || !fits} onPress={start}>
          {screenWords.newRun.start}
        </Button>
      </main>
    </div>
  );
}

interface ChoiceGiven {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly known: readonly string[];
  readonly onChange: (value: string) => void;
}

function Choice({ label, testId, value, known, onChange }: ChoiceGiven): JSX.Element {
  const listId = `${testId}-known`;
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <input
        class="input"
        data-testid={testId}
        value={value}
        list={listId}
        maxLength={64}
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <datalist id={listId}>
        {[...new Set(known)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </label>
  );
}
