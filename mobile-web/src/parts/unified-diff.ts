// Lines of a unified diff, each with what it does. Every line is kept as it came: the view colours, it
// does not interpret.

export type DiffLineKind = "add" | "remove" | "context" | "hunk" | "header" | "note";

export interface DiffLine {
  readonly kind: DiffLineKind;
  readonly text: string;
}

const hunkHeader = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/;

export function diffLines(diff: string): readonly DiffLine[] {
  // What hunks announce decides, so that a removed line "-- x" is not taken for a header "--- x".
  let removedLeft = 0;
  let addedLeft = 0;
  return split(diff).map((text) => {
    const hunk = hunkHeader.exec(text);
    if (hunk !== null && removedLeft <= 0 && addedLeft <= 0) {
      removedLeft = Number(hunk[1] ?? 1);
      addedLeft = Number(hunk[2] ?? 1);
      return { kind: "hunk", text };
    }
    if (text.startsWith("\\")) return { kind: "note", text };
    if (removedLeft <= 0 && addedLeft <= 0) return { kind: "header", text };
    if (text.startsWith("+")) {
      addedLeft--;
      return { kind: "add", text };
    }
    removedLeft--;
    if (text.startsWith("-")) return { kind: "remove", text };
    addedLeft--;
    return { kind: "context", text };
  });
}

export interface DiffCount {
  readonly added: number;
  readonly removed: number;
}

export function countDiff(lines: readonly DiffLine[]): DiffCount {
  return {
    added: lines.filter((line) => line.kind === "add").length,
    removed: lines.filter((line) => line.kind === "remove").length,
  };
}

function split(diff: string): readonly string[] {
  const lines = diff.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
