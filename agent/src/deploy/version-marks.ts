// The marks that the versions of a Worker carry, from what `wrangler versions list --json` says. Pure.

import { isRecord } from "@longrein/protocol/shape";

export function marksIn(versions: unknown): readonly string[] {
  if (!Array.isArray(versions)) return [];
  return versions.flatMap((version: unknown) => {
    const notes = isRecord(version) ? version["annotations"] : undefined;
    const tag = isRecord(notes) ? notes["workers/tag"] : undefined;
    return typeof tag === "string" ? [tag] : [];
  });
}
