// Of a recorded diff only what the one recorded before it did not hold: worked out here, from both of them.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { exactTime } from "../../first-load/say-time.ts";
import type { ArtifactItem } from "../../state/transcript-item.ts";
import { runWords } from "../../words/run-words.ts";
import { ArtifactReadingView, DiffText } from "./artifact-reading.tsx";
import { diffBetween } from "./diff-between.ts";
import { type Shown, useArtifact } from "./use-artifact.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Uint8Array;
  readonly before: ArtifactItem["artifact"];
  readonly reading: Shown;
  readonly attempt: number;
  readonly onComment: () => void;
}

const say = runWords.artifact;

export function NewChanges(given: Given): JSX.Element {
  const { phone, run, before, reading, attempt, onComment } = given;
  const earlier = useArtifact(phone, run, before, attempt);
  const both = [earlier, reading].map((each) =>
    each.kind === "whole" ? new TextDecoder().decode(each.bytes) : undefined,
  );
  const [from, to] = both;
  const diff = useMemo(
    () => (from === undefined || to === undefined ? undefined : diffBetween(from, to)),
    [from, to],
  );
  if (diff === undefined)
    return (
      <ArtifactReadingView
        reading={from === undefined ? earlier : reading}
        kind="diff"
        onComment={onComment}
      />
    );
  const at = before.at - (phone.state.value.machine?.clockAheadMs ?? 0);
  return (
    <>
      <p class="note">{say.since(exactTime(at))}</p>
      {diff === "" ? (
        <p class="note">{say.nothingNew}</p>
      ) : (
        <DiffText text={diff} onComment={onComment} />
      )}
    </>
  );
}
