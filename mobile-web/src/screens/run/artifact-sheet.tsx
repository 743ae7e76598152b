// A recorded file, fetched when it is opened and shown only if it is byte for byte what was recorded. Of a diff, which
// holds all that the run has changed so far, also what is new in it alone.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { partInWords } from "../../first-load/part-in-words.ts";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { keyOf } from "../../state/identifiers.ts";
import type { ArtifactItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { ArtifactReadingView } from "./artifact-reading.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import { diffBefore } from "./diff-before.ts";
import { useArtifact } from "./use-artifact.ts";

const NewChanges = partInWords(() => import("./new-changes.tsx"), "NewChanges");

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly artifact: ArtifactItem["artifact"];
  readonly onClose: () => void;
}

const say = runWords.artifact;

export function ArtifactSheet({ phone, run, artifact, onClose }: Given): JSX.Element {
  const [attempt, setAttempt] = useState(0);
  const [changes, setChanges] = useState<"all" | "new">("all");
  const reading = useArtifact(phone, run, artifact, attempt);
  // What comes after it is of no matter to it.
  const before = useMemo(() => {
    const transcript = phone.state.peek().transcripts.get(keyOf(run));
    return transcript && diffBefore(transcript.items, artifact);
  }, [phone, run, artifact]);
  return (
    <Sheet
      title={<UntrustedText text={artifact.title} strictness="exact" />}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="artifact-sheet"
    >
      {before !== undefined && (
        <ChipChoice
          name="changes"
          label={say.which}
          chosen={changes}
          choices={[
            ["all", say.all],
            ["new", say.onlyNew],
          ]}
          onChoose={setChanges}
        />
      )}
      {changes === "new" && before !== undefined ? (
        <NewChanges
          phone={phone}
          run={run}
          before={before}
          reading={reading}
          attempt={attempt}
          onComment={onClose}
        />
      ) : (
        <ArtifactReadingView reading={reading} kind={artifact.kind} onComment={onClose} />
      )}
      {reading.kind === "lost" && (
        <Button onPress={() => setAttempt(attempt + 1)}>{say.again}</Button>
      )}
      {reading.kind === "whole" && artifact.truncated === true && (
        <p class="note">{runWords.evidence.cut}</p>
      )}
    </Sheet>
  );
}
