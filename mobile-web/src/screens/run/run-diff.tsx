// A diff of what a run has changed. Where the run takes words from this phone, a line of it can be spoken about: a tap
// chooses it, or the button and then the arrow keys.

import type { JSX } from "preact";
import { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
import { missingPart } from "../../first-load/missing-part.tsx";
import { Button } from "../../parts/button.tsx";
import { DiffView, type DrawLine } from "../../parts/diff-view.tsx";
import { diffLines } from "../../parts/unified-diff.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { draftHere } from "./draft.ts";

interface Given {
  readonly diff: string;
  /** Shown at first. */
  readonly lines: number;
  /** Says what was changed, where the diff names no file. */
  readonly title: string;
  /** Takes away what covers the line to the agent. */
  readonly onComment?: (() => void) | undefined;
}

const say = runWords.artifact;

export function RunDiff({ diff, lines, title, onComment }: Given): JSX.Element {
  const draft = draftHere.value;
  const [shown, setShown] = useState(lines);
  const left = useMemo(() => diffLines(diff).length, [diff]) - shown;
  const name = useId();
  const box = useRef<HTMLDivElement>(null);
  const [draw, setDraw] = useState<DrawLine | "missing">();
  const isDrawn = draft !== undefined && typeof draw === "function";
  const end = () => {
    setDraw(undefined);
    onComment?.();
  };
  const choose = (chosen: number) =>
    draft &&
    void import("./comment-on-line.tsx").then(
      ({ commentOnLine }) =>
        setDraw(() => commentOnLine({ diff, title, name, chosen, draft, end })),
      () => setDraw("missing"),
    );
  useEffect(() => listen(box.current, choose));
  return (
    <>
      {draft && (
        <Button look="quiet" testId="comment-line" onPress={() => choose(0)}>
          {say.comment}
        </Button>
      )}
      {missingPart(draw === "missing")}
      <div
        ref={box}
        class="well well-diff"
        role={isDrawn ? "radiogroup" : undefined}
        aria-label={isDrawn ? say.comment : undefined}
      >
        <DiffView diff={diff} most={shown} draw={isDrawn ? draw : undefined} />
        {left > 0 && (
          <Button look="quiet" onPress={() => setShown(shown + lines * 2)}>
            {screenWords.run.showMore(Math.min(left, lines * 2))}
          </Button>
        )}
      </div>
    </>
  );
}

/** The arrow keys, too, click what they choose. Who selects text wants no line. */
function listen(box: HTMLElement | null, choose: (line: number) => void): () => void {
  const pressed = ({ target }: Event) => {
    const line = target instanceof Element && target.closest<HTMLElement>("[data-line]");
    if (line && getSelection()?.type !== "Range") choose(Number(line.dataset["line"]));
  };
  box?.addEventListener("click", pressed);
  return () => box?.removeEventListener("click", pressed);
}
