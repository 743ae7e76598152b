// A button that must be held. The fill runs left to right; letting go or sliding off cancels. It answers to
// pointers only: whoever cannot hold uses the checkbox beside it, which makes it a plain button.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface Given {
  readonly children: ComponentChildren;
  readonly onHeld: () => void;
  readonly disabled: boolean;
  readonly testId: string;
}

/** As long as the fill takes in base.css. */
const holdMs = 900;

export function HoldButton({ children, onHeld, disabled, testId }: Given): JSX.Element {
  const [held, setHeld] = useState(false);
  const timer = useRef<number | undefined>(undefined);
  const release = () => {
    window.clearTimeout(timer.current);
    timer.current = undefined;
    setHeld(false);
  };
  const press = (event: PointerEvent) => {
    if (!event.isPrimary || event.button !== 0 || disabled) return;
    window.clearTimeout(timer.current);
    setHeld(true);
    timer.current = window.setTimeout(() => {
      release();
      onHeld();
    }, holdMs);
  };
  useEffect(() => release, []);
  useEffect(() => {
    if (disabled) release();
  }, [disabled]);
  return (
    <button
      type="button"
      class={`button button-main hold${held ? " held" : ""}`}
      disabled={disabled}
      data-testid={testId}
      onPointerDown={press}
      onPointerUp={release}
      onPointerLeave={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
    >
      <span class="hold-fill" />
      <span class="hold-label">{children}</span>
    </button>
  );
}
