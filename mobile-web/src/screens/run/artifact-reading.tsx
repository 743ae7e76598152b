// What came of fetching a recorded file: how far it is, why it is not there, or its text.

import type { JSX } from "preact";
import { TerminalText } from "../../parts/terminal-text.tsx";
import type { ArtifactItem } from "../../state/transcript-item.ts";
import { percent } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { RunDiff } from "./run-diff.tsx";
import type { Shown } from "./use-artifact.ts";

const say = runWords.artifact;
const linesAtOnce = 400;

interface Given {
  readonly reading: Shown;
  readonly kind: ArtifactItem["artifact"]["kind"];
  /** A line of a diff was spoken about. */
  readonly onComment: () => void;
}

export function ArtifactReadingView({ reading, kind, onComment }: Given): JSX.Element {
  switch (reading.kind) {
    case "loading":
      return (
        <p class="note">
          {say.loading} {percent(reading.share)}
        </p>
      );
    case "lost":
      return <p class="note">{say.lost}</p>;
    case "changed":
      return <p class="warning">{say.changed}</p>;
    case "too-long":
      return <p class="note">{say.tooLong}</p>;
    case "refused":
      return <p class="note">{say.refused(runWords.outcomes[reading.code])}</p>;
    case "whole":
      return kind === "image" ? (
        <p class="note">{say.image}</p>
      ) : (
        <>
          <p class="note">{say.whole}</p>
          <Text text={new TextDecoder().decode(reading.bytes)} kind={kind} onComment={onComment} />
        </>
      );
  }
}

interface TextGiven extends Pick<Given, "onComment"> {
  readonly text: string;
}

function Text({ text, kind, onComment }: TextGiven & Pick<Given, "kind">): JSX.Element {
  if (kind === "diff") return <DiffText text={text} onComment={onComment} />;
  return (
    <pre class="well tool-output">
      <TerminalText text={text} />
    </pre>
  );
}

/** All of it in one scroll. */
export function DiffText({ text, onComment }: TextGiven): JSX.Element {
  return (
    <div data-testid="artifact-diff">
      <RunDiff diff={text} lines={linesAtOnce} title="" onComment={onComment} />
    </div>
  );
}
