// A unified diff, whole, in its own colours; the sign before each line says the same without colour.

import type { JSX } from "preact";
import { useMemo } from "preact/hooks";
import { UntrustedText } from "./untrusted-text.tsx";
import { type DiffLine, diffLines } from "./unified-diff.ts";

export function DiffView({ diff }: { readonly diff: string }): JSX.Element {
  return useMemo(() => <div class="diff">{diffLines(diff).map(renderLine)}</div>, [diff]);
}

function renderLine(line: DiffLine, index: number): JSX.Element {
  return (
    <div key={index} class={`diff-line diff-${line.kind}`}>
      <UntrustedText text={line.text} strictness="exact" />
    </div>
  );
}
