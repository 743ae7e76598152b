// A sheet over the lower part of the page, for what is asked besides. It holds the focus while it is open and gives
// it back, goes with the back of the hand on the page behind it or Escape, and stays above the keyboard.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import "../styles/sheet.css";
import { Button } from "./button.tsx";

interface Given {
  readonly title: ComponentChildren;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

export function Sheet({ title, closeLabel, onClose, children, testId }: Given): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => stayOpen(dialog.current), []);
  useEffect(() => stayAboveKeyboard(dialog.current), []);
  useEffect(() => closeFromOutside(dialog.current, onClose), [onClose]);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={titleId}
      data-testid={testId}
      // One that is gone already says so, too, but late: another may be open by then.
      onClose={({ currentTarget }) => currentTarget.isConnected && onClose()}
    >
      <div class="sheet-content">
        <div class="sheet-top">
          <h2 class="sheet-title" id={titleId}>
            {title}
          </h2>
          <Button look="quiet" onPress={onClose}>
            {closeLabel}
          </Button>
        </div>
        {children}
      </div>
    </dialog>
  );
}

/** Who takes it from the page without closing it leaves the focus nowhere. */
function stayOpen(dialog: HTMLDialogElement | null): () => void {
  dialog?.showModal();
  return () => dialog?.close();
}

/** Escape does the same for whoever has a keyboard. */
function closeFromOutside(dialog: HTMLDialogElement | null, close: () => void): () => void {
  const pressed = (event: Event) => {
    if (event.target === dialog) close();
  };
  dialog?.addEventListener("click", pressed);
  return () => dialog?.removeEventListener("click", pressed);
}

/** iOS lays its keyboard over the page and says so only here. */
function stayAboveKeyboard(dialog: HTMLDialogElement | null): (() => void) | undefined {
  const view = window.visualViewport;
  if (view === null || dialog === null) return undefined;
  const place = () => {
    const covered = window.innerHeight - view.height - view.offsetTop;
    dialog.style.bottom = `${Math.max(0, Math.round(covered))}px`;
    dialog.style.maxHeight = `${Math.round(view.height * 0.92)}px`;
  };
  place();
  view.addEventListener("resize", place);
  view.addEventListener("scroll", place);
  return () => {
    view.removeEventListener("resize", place);
    view.removeEventListener("scroll", place);
  };
}
