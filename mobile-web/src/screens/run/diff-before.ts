// The diff of a run that was recorded before another, of the same work: to the same commit that it began with.

import { keyOf } from "../../state/identifiers.ts";
import { type Sequence, members } from "../../state/sequence.ts";
import type { ArtifactItem, TranscriptItem } from "../../state/transcript-item.ts";

type Artifact = ArtifactItem["artifact"];

/** Undefined for the first one, and where either was not kept whole. */
export function diffBefore(
  items: Sequence<TranscriptItem>,
  wanted: Artifact,
): Artifact | undefined {
  const name = keyOf(wanted.artifact);
  let base: string | undefined;
  let before: Artifact | undefined;
  for (const item of members(items)) {
    if (item.kind === "attempt") {
      if (item.base !== base) before = undefined;
      base = item.base;
    }
    if (item.kind !== "artifact" || item.artifact.kind !== "diff") continue;
    const { artifact } = item;
    if (keyOf(artifact.artifact) === name) {
      return artifact.truncated === true || before?.truncated === true ? undefined : before;
    }
    before = artifact;
  }
  return undefined;
}
