// The frozen action, whole: what is shown here is what is signed and carried out. It scrolls in its own
// box when it is long, and knows whether its end has been on screen.

import type { ApprovalAsk } from "@longrein/protocol";
import type { JSX, RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../parts/button.tsx";
import { useSeenToEnd } from "../../parts/seen-to-end.ts";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { FrozenAction } from "../../state/frozen-action.ts";
import { words } from "../../words/words.ts";
import { missingPart } from "../missing-part.tsx";
import { partInWords } from "../part-in-words.ts";
import { CommandView } from "./command-view.tsx";
import { EditView } from "./edit-view.tsx";

/** Until it has come nobody has seen the end. */
const ToolView = partInWords(
  () => import("./tool-view.tsx"),
  "ToolView",
  (isMissing) => <div class="unseen">{missingPart(isMissing)}</div>,
);

export interface Reading {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly end: RefObject<HTMLDivElement | null>;
  readonly seen: boolean;
}

/** What cannot be read is not approved either: its beginning is enough to see what it is. */
const unreadableShown = 4_000;

export function useReading(ask: ApprovalAsk): Reading {
  const box = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  return { box, end, seen: useSeenToEnd(end, ask.action) };
}

interface Given {
  readonly ask: ApprovalAsk;
  readonly frozen: FrozenAction;
  readonly reading: Reading;
}

export function FrozenActionView({ ask, frozen, reading }: Given): JSX.Element {
  const long = useOverflow(reading.box, ask.action);
  return (
    <>
      <div
        ref={reading.box}
        class="action"
        role="group"
        aria-label={words.approval.action}
        data-testid="action"
        // A box that scrolls must be reachable by keyboard.
        tabIndex={long ? 0 : -1}
      >
        <Content ask={ask} frozen={frozen} />
        <div ref={reading.end} class="seen-mark" />
      </div>
      {long && (
        <div class="action-size">
          <span>{words.approval.size(lineCount(ask, frozen), sizeOf(ask.action))}</span>
          {reading.seen ? (
            <span class="action-seen">{words.approval.seen}</span>
          ) : (
            <Button look="quiet" testId="next-part" onPress={() => scrollOn(reading.box.current)}>
              {words.approval.nextPart}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function Content({ ask, frozen }: Omit<Given, "reading">): JSX.Element {
  if (frozen.kind === "unreadable") {
    const beginning = ask.action.slice(0, unreadableShown).toWellFormed();
    return (
      <div class="action-part action-text">
        <UntrustedText text={beginning} strictness="exact" />
      </div>
    );
  }
  const { action } = frozen;
  switch (action.t) {
    case "command":
      return <CommandView action={action} />;
    case "edit":
      return <EditView action={action} />;
    case "tool":
      return <ToolView action={action} />;
  }
}

function useOverflow(box: RefObject<HTMLElement | null>, of: unknown): boolean {
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const measure = () => setOverflows(element.scrollHeight > element.clientHeight + 1);
    measure();
    const observer = new ResizeObserver(() => requestAnimationFrame(measure));
    observer.observe(element);
    return () => observer.disconnect();
  }, [box, of]);
  return overflows;
}

function scrollOn(box: HTMLElement | null): void {
  box?.scrollBy({ top: box.clientHeight * 0.85, behavior: "smooth" });
}

function lineCount(ask: ApprovalAsk, frozen: FrozenAction): number {
  if (frozen.kind === "unreadable") return ask.action.split("\n").length;
  const { action } = frozen;
  if (action.t === "edit") {
    return action.changes.reduce((count, change) => count + change.diff.split("\n").length - 1, 0);
  }
  if (action.t === "tool") return action.input.split(/\n|\\n/).length;
  return (action.shell?.script ?? (action.argv ?? []).join(" ")).split("\n").length;
}

function sizeOf(text: string): string {
  const bytes = new TextEncoder().encode(text).length;
  return bytes < 1_024 ? `${bytes} B` : `${(bytes / 1_024).toFixed(1)} KiB`;
}
