// What came of fetching a recorded file: how far it is, why it is not there, or its text.

import type { JSX } from "preact";
import { DiffView } from "../../parts/diff-view.tsx";
import { TerminalText } from "../../parts/terminal-text.tsx";
import type { ArtifactItem } from "../../state/transcript-item.ts";
import { percent } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import type { Shown } from "./use-artifact.ts";

const say = runWords.artifact;
const linesAtOnce = 400;

interface Given {
  readonly reading: Shown;
  readonly kind: ArtifactItem["artifact"]["kind"];
}

export function ArtifactReadingView({ reading, kind }: Given): JSX.Element {
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
          <Text text={new TextDecoder().decode(reading.bytes)} kind={kind} />
        </>
      );
  }
}

function Text({ text, kind }: { readonly text: string; readonly kind: string }): JSX.Element {
  if (kind === "diff") return <DiffText text={text} />;
  return (
    <pre class="well tool-output">
      <TerminalText text={text} />
    </pre>
  );
}

/** All of it in one scroll. */
export function DiffText({ text }: { readonly text: string }): JSX.Element {
  return (
    <div class="well well-diff" data-testid="artifact-diff">
      <DiffView diff={text} most={{ lines: linesAtOnce, sayMore: screenWords.run.showMore }} />
    </div>
  );
}
