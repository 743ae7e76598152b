// What happened, in order, and at the end what waits for an answer. Only what is in sight stands on the page; it
// stays at the end while the reader is there and never moves when they are not.

import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { ApprovalCard } from "../../first-load/approval/approval-card.tsx";
import type { EndFollower } from "../../parts/windowed/end-follower.ts";
import { WindowedList } from "../../parts/windowed/windowed-list.tsx";
import type { Run } from "../../state/inbox.ts";
import { approvalsAtEnd, promptsUnderWay } from "../../state/beside-transcript.ts";
import { isUnderWay } from "../../state/commands.ts";
import { hasEnded, openQuestions } from "../../state/overview.ts";
import { memberAt } from "../../state/sequence.ts";
import { type Transcript, emptyTranscript } from "../../state/transcript.ts";
import { screenWords } from "../../words/screen-words.ts";
import type { Draft } from "./draft.ts";
import { Ending } from "./ending.tsx";
import { guessHeight } from "./guess-height.ts";
import { PromptUnderWay } from "./prompt-under-way.tsx";
import { QuestionCard } from "./question-card.tsx";
import { Row, isJoined } from "./row.tsx";
import { LateChange, WaitingPrompt } from "./waiting-prompt.tsx";
import { waitingPrompts } from "./waiting-prompts.ts";

interface Given {
  readonly phone: Phone;
  /** Its state stays while the run only goes on. */
  readonly resting: Phone;
  readonly run: Run;
  readonly draft: Draft;
  readonly end: EndFollower;
}

export function TranscriptView({ phone, resting, run, draft, end }: Given): JSX.Element {
  const { items } = phone.state.value.transcripts.get(run.key) ?? emptyTranscript;
  return (
    <main class="transcript" data-testid="transcript">
      <h2 class="only-read-aloud">{screenWords.run.transcript}</h2>
      <Items phone={phone} resting={resting} run={run} items={items} end={end} />
      <AfterItems
        phone={phone}
        resting={resting}
        run={run}
        draft={draft}
        isFirst={items.length === 0}
      />
    </main>
  );
}

interface AfterGiven extends Omit<Given, "end"> {
  /** Nothing has happened yet. */
  readonly isFirst: boolean;
}

function AfterItems({ phone, resting, run, draft, isFirst }: AfterGiven): JSX.Element {
  const state = resting.state.value;
  const asked = approvalsAtEnd(state, run.key);
  const questions = openQuestions(state).filter((question) => question.run === run.key);
  const { asides, prompts } = state.transcripts.get(run.key) ?? emptyTranscript;
  const { waiting, withdrawn } = waitingPrompts({ asides, prompts });
  // What waits at the machine is told by the machine, to every phone alike.
  const under = promptsUnderWay(state, run.key).filter(
    ({ key }) => !waiting.has(key) && !withdrawn.has(key),
  );
  useEffect(() => {
    // The machine has told what became of them: nobody needs their words any more.
    for (const prompt of state.commands.prompts.values()) {
      const { key, command } = prompt;
      const isTold = withdrawn.has(key) || prompts.has(key);
      if (prompt.run === run.key && isTold && !isUnderWay(prompt)) phone.port.takeBack(command);
    }
  });
  const late = [...state.commands.changes.values()].filter(
    (change) => change.run === run.key && change.progress === "failed",
  );
  const nothing = isFirst && asked.length + questions.length + waiting.size + under.length === 0;
  return (
    <>
      {nothing && <p class="note">{screenWords.run.empty}</p>}
      {asked.map((approval) => (
        <div key={approval.key} class="row-slot">
          <ApprovalCard phone={phone} approval={approval} />
        </div>
      ))}
      {questions.map((question) => (
        <div key={question.key} class="row-slot">
          <QuestionCard phone={phone} question={question} run={run} />
        </div>
      ))}
      {hasEnded(run.state) && <Ending phone={resting} run={run} />}
      {[...waiting].map(([key, prompt]) => (
        <div key={key} class="row-slot">
          <WaitingPrompt phone={phone} run={run} prompt={prompt} draft={draft} />
        </div>
      ))}
      {late.map((change) => (
        <div key={change.key} class="row-slot">
          <LateChange phone={phone} change={change} draft={draft} />
        </div>
      ))}
      {under.map((prompt) => (
        <div key={prompt.key} class="row-slot">
          <PromptUnderWay phone={phone} prompt={prompt} draft={draft} />
        </div>
      ))}
    </>
  );
}

interface ItemsGiven extends Omit<Given, "draft"> {
  readonly items: Transcript["items"];
}

function Items({ phone, resting, run, items, end }: ItemsGiven): JSX.Element {
  // What the reader opened or closed stays so while it is out of sight.
  const opened = useRef(new Map<string, boolean>()).current;
  const owner = resting.state.value.machine?.role === "owner";
  const last = hasEnded(run.state) ? -1 : items.length - 1;
  const draw = (row: number) => {
    const item = memberAt(items, row);
    if (item === undefined) throw new Error(`expected an item in row ${row}`);
    return (
      <Row
        key={row}
        phone={phone}
        run={run.id}
        item={item}
        joined={isJoined(item, memberAt(items, row - 1))}
        live={row === last}
        owner={owner}
        place={row}
        opened={opened}
      />
    );
  };
  const guess = (row: number) => guessHeight(memberAt(items, row));
  return (
    <WindowedList end={end} count={items.length} guess={guess}>
      {draw}
    </WindowedList>
  );
}
