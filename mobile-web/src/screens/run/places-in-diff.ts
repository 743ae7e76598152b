// A line of a diff, as one speaks of it: the file and the number that it has there, or had before it went.

import type { DiffLine } from "../../parts/unified-diff.ts";

/** For each line; undefined for what is no line of a file. `path` is of the lines before any file is named. */
export function placesInDiff(
  lines: readonly DiffLine[],
  path: string,
): readonly (string | undefined)[] {
  let [old, fresh] = [0, 0];
  return lines.map(({ kind, text }) => {
    const named = kind === "header" && /^(?:---|\+\+\+) "?[ab]\/(.*?)"?\t?$/s.exec(text);
    if (named) path = named[1] ?? "";
    const hunk = kind === "hunk" && /^@@ -(\d+)(?:,\d+)? \+(\d+)/.exec(text);
    if (hunk) [old, fresh] = [Number(hunk[1]), Number(hunk[2])];
    switch (kind) {
      case "remove":
        return `${path}:${old++}`;
      case "context":
        old++;
        return `${path}:${fresh++}`;
      case "add":
        return `${path}:${fresh++}`;
      default:
        return undefined;
    }
  });
}
