// A prompt that waits at the machine for the end of the turn, whoever gave it: until the agent has begun it, its words
// can be changed and it can be taken back. What came too late for that says so, and keeps what was written.

import type { AgentEvent } from "@longrein/protocol";
import { promptBytesMax } from "@longrein/protocol/limits";
import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { type PromptChange, isUnderWay } from "../../state/commands.ts";
import { keyOf } from "../../state/identifiers.ts";
import type { Run } from "../../state/inbox.ts";
import { mayCommand } from "../../state/may-command.ts";
import type { CommandProgress } from "../../state/phone-port.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import type { Draft } from "./draft.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly prompt: Extract<AgentEvent, { t: "prompt.queued" }>;
  readonly draft: Draft;
}

const say = runWords.composer;

export function WaitingPrompt({ phone, run, prompt, draft }: Given): JSX.Element {
  const [text, write] = useText(draft);
  const state = phone.state.value;
  const change = state.commands.changes.get(keyOf(prompt.command));
  const isChanging = change !== undefined && isUnderWay(change);
  const about = { run: run.id, prompt: prompt.command };
  const save = (changed: string) => {
    const { revision } = prompt;
    phone.port.give({ t: "prompt.change", ...about, revision, text: changed });
    write(undefined);
  };
  if (text !== undefined) {
    return <Editing text={text} onWrite={write} onSave={save} onLeave={() => write(undefined)} />;
  }
  return (
    <Own testId="own-prompt" progress="running" text={prompt.text}>
      <span class="own-fate" role="status">
        {isChanging ? say.sending : say.queued}
        {!isChanging && isOfOther(phone, prompt) && ` ${say.fromOther}`}
      </span>
      {mayCommand(state) && !isChanging && (
        <div class="own-answers">
          <Button look="quiet" testId="edit-waiting" onPress={() => write(prompt.text)}>
            {say.edit}
          </Button>
          <Button
            look="quiet"
            testId="withdraw-waiting"
            onPress={() => phone.port.give({ t: "prompt.withdraw", ...about })}
          >
            {say.withdraw}
          </Button>
        </div>
      )}
    </Own>
  );
}

/** What is being written, undefined while nothing is. Should the agent begin meanwhile, it goes into the line below. */
function useText(draft: Draft) {
  const [present, setPresent] = useState<string | undefined>(undefined);
  const latest = useRef<string | undefined>(undefined);
  useEffect(
    () => () => {
      if (latest.current !== undefined) draft.takeUp(latest.current);
    },
    [draft],
  );
  const write = (text: string | undefined) => {
    latest.current = text;
    setPresent(text);
  };
  return [present, write] as const;
}

interface EditingGiven {
  readonly text: string;
  readonly onWrite: (text: string) => void;
  readonly onSave: (text: string) => void;
  readonly onLeave: () => void;
}

function Editing({ text, onWrite, onSave, onLeave }: EditingGiven): JSX.Element {
  const tooLong = new TextEncoder().encode(text).length > promptBytesMax;
  return (
    <div class="stack">
      <textarea
        class="input"
        rows={4}
        data-testid="waiting-words"
        aria-label={say.edit}
        value={text}
        onInput={(event) => onWrite(event.currentTarget.value)}
      />
      {tooLong && <p class="note">{screenWords.composer.tooLong}</p>}
      <div class="own-answers">
        <Button look="quiet" onPress={onLeave}>
          {say.leave}
        </Button>
        <Button
          testId="save-waiting"
          disabled={tooLong || text.trim() === ""}
          onPress={() => onSave(text.trim())}
        >
          {say.save}
        </Button>
      </div>
    </div>
  );
}

interface LateGiven {
  readonly phone: Phone;
  readonly change: PromptChange;
  readonly draft: Draft;
}

/** What somebody wanted of a prompt that did not wait any more, or waited in other words. */
export function LateChange({ phone, change, draft }: LateGiven): JSX.Element {
  const { text, code } = change;
  const remove = () => phone.port.takeBack(change.command);
  const why = code === "ALREADY_RESOLVED" ? say.tooLate : runWords.outcomes[code ?? "unknown"];
  return (
    <Own testId="late-change" progress={change.progress} text={text ?? ""}>
      <span class="own-fate" role="alert">
        {text === undefined ? say.notWithdrawn : say.notChanged}
        {words.app.colon}
        {why}
      </span>
      <div class="own-answers">
        {text !== undefined && (
          <Button
            look="quiet"
            testId="keep-late"
            onPress={() => {
              remove();
              draft.takeUp(text);
            }}
          >
            {say.edit}
          </Button>
        )}
        <Button look="quiet" testId="remove-late" onPress={remove}>
          {say.remove}
        </Button>
      </div>
    </Own>
  );
}

interface OwnGiven {
  readonly testId: string;
  readonly progress: CommandProgress;
  readonly text: string;
  readonly children: ComponentChildren;
}

function Own({ testId, progress, text, children }: OwnGiven): JSX.Element {
  return (
    <div class="own" data-testid={testId} data-progress={progress}>
      <UntrustedText text={text} strictness="prose" />
      {children}
    </div>
  );
}

function isOfOther(phone: Phone, { device }: Given["prompt"]): boolean {
  return device !== undefined && keyOf(device) !== phone.state.value.machine?.device;
}
