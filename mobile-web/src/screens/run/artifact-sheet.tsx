// A recorded file, fetched when it is opened and shown only if it is byte for byte what was recorded.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { DiffView } from "../../parts/diff-view.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { TerminalText } from "../../parts/terminal-text.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { type ArtifactReading, readArtifact } from "../../state/read-artifact.ts";
import type { ArtifactItem } from "../../state/transcript-item.ts";
import { percent } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly artifact: ArtifactItem["artifact"];
  readonly onClose: () => void;
}

type Shown = ArtifactReading | { readonly kind: "loading"; readonly share: number };

const say = runWords.artifact;
const linesAtOnce = 400;

export function ArtifactSheet({ phone, run, artifact, onClose }: Given): JSX.Element {
  const [attempt, setAttempt] = useState(0);
  const [reading, setReading] = useState<Shown>({ kind: "loading", share: 0 });
  useEffect(() => {
    let wanted = true;
    const show = (next: Shown) => {
      if (wanted) setReading(next);
    };
    const { artifact: digest, bytes } = artifact;
    void readArtifact(
      (query) => phone.port.ask(query),
      { run, artifact: digest, bytes },
      (share) => show({ kind: "loading", share }),
    ).then(show);
    return () => {
      wanted = false;
    };
  }, [phone, run, artifact, attempt]);
  return (
    <Sheet
      title={<UntrustedText text={artifact.title} strictness="exact" />}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="artifact-sheet"
    >
      <Content reading={reading} kind={artifact.kind} />
      {reading.kind === "lost" && (
        <Button onPress={() => setAttempt(attempt + 1)}>{say.again}</Button>
      )}
      {reading.kind === "whole" && artifact.truncated === true && (
        <p class="note">{runWords.evidence.cut}</p>
      )}
    </Sheet>
  );
}

interface ContentGiven {
  readonly reading: Shown;
  readonly kind: ArtifactItem["artifact"]["kind"];
}

function Content({ reading, kind }: ContentGiven): JSX.Element {
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
  if (kind === "diff") {
    return (
      <div class="well well-diff" data-testid="artifact-diff">
        <DiffView diff={text} most={{ lines: linesAtOnce, sayMore: screenWords.run.showMore }} />
      </div>
    );
  }
  return (
    <pre class="well tool-output">
      <TerminalText text={text} />
    </pre>
  );
}
