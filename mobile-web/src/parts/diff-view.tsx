// A unified diff in its own colours; the sign before each line says the same without colour. It is whole, or, where
// `most` says so, its beginning.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { inStretches } from "./stretches.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { type DiffLine, diffLines } from "./unified-diff.ts";

interface Given {
  readonly diff: string;
  /** Lines. */
  readonly most?: number;
  readonly draw?: DrawLine | undefined;
}

export type DrawLine = (line: DiffLine, index: number) => JSX.Element;

/** Lines that are drawn whether they are in sight or not. */
const wholeMost = 300;

export function DiffView({ diff, most, draw = drawLine }: Given): JSX.Element {
  const lines = useMemo(() => diffLines(diff), [diff]);
  const drawn = useMemo(() => lines.slice(0, most).map(draw), [lines, most, draw]);
  return <div class="diff">{inStretches(drawn, wholeMost)}</div>;
}

export function drawLine(line: DiffLine, index: number): JSX.Element {
  return (
    <div key={index} data-line={index} class={`diff-line diff-${line.kind}`}>
      <UntrustedText text={line.text} strictness="exact" />
    </div>
  );
}
