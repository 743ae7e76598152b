// A unified diff in its own colours; the sign before each line says the same without colour. It is whole, or,
// where `most` says so, its beginning and the rest when it is asked for.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import { Button } from "./button.tsx";
import { inStretches } from "./stretches.tsx";
import { UntrustedText } from "./untrusted-text.tsx";
import { type DiffLine, diffLines } from "./unified-diff.ts";

interface Given {
  readonly diff: string;
  readonly most?: {
    readonly lines: number;
    /** Says how many lines more a tap would show. */
    readonly sayMore: (lines: number) => string;
  };
  readonly draw?: DrawLine | undefined;
}

export type DrawLine = (line: DiffLine, index: number) => JSX.Element;

/** Lines that are drawn whether they are in sight or not. */
const wholeMost = 300;

export function DiffView({ diff, most, draw = drawLine }: Given): JSX.Element {
  const lines = useMemo(() => diffLines(diff), [diff]);
  const [shown, setShown] = useState(most?.lines ?? Infinity);
  const drawn = useMemo(() => lines.slice(0, shown).map(draw), [lines, shown, draw]);
  const left = lines.length - drawn.length;
  return (
    <>
      <div class="diff">{inStretches(drawn, wholeMost)}</div>
      {most && left > 0 && (
        <Button look="quiet" onPress={() => setShown(shown + most.lines * 2)}>
          {most.sayMore(Math.min(left, most.lines * 2))}
        </Button>
      )}
    </>
  );
}

function drawLine(line: DiffLine, index: number): JSX.Element {
  return (
    <div key={index} data-line={index} class={`diff-line diff-${line.kind}`}>
      <UntrustedText text={line.text} strictness="exact" />
    </div>
  );
}
