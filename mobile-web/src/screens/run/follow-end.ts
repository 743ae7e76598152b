// Keeps the end of the page in sight while the reader is there. Within a thumb's breadth of the end counts
// as there; whoever scrolled up is left alone. `atEnd` says which it is, for the button that leads back.

import { type ReadonlySignal, signal } from "@preact/signals";

const nearPixels = 40;
const end = signal(true);
export const atEnd: ReadonlySignal<boolean> = end;

export function followEnd(): () => void {
  end.value = true;
  const note = () => {
    end.value = distance() <= nearPixels;
  };
  const observer = new ResizeObserver(() => {
    if (end.peek()) jumpToEnd();
  });
  observer.observe(document.body);
  addEventListener("scroll", note, { passive: true });
  jumpToEnd();
  return () => {
    observer.disconnect();
    removeEventListener("scroll", note);
  };
}

export function jumpToEnd(): void {
  scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
}

function distance(): number {
  const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
  return scrollHeight - clientHeight - scrollTop;
}
