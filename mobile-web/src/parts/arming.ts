// Buttons that decide are inert for a moment after they appear or are moved by something that appears above
// them, so that nothing slides under a finger that is already on its way. Scrolling is the user's own.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

const armDelayMs = 400;
/** Below this nobody's aim changes. */
const shiftPixels = 4;

export function useArmed(element: RefObject<HTMLElement | null>): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer = 0;
    let place = placeOf(element.current);
    const disarm = () => {
      setArmed(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setArmed(true), armDelayMs);
    };
    const observer = new ResizeObserver(() => {
      const next = placeOf(element.current);
      if (Math.abs(next - place) > shiftPixels) disarm();
      place = next;
    });
    disarm();
    observer.observe(document.body);
    const shown = () => {
      if (document.visibilityState === "visible") disarm();
    };
    document.addEventListener("visibilitychange", shown);
    return () => {
      window.clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener("visibilitychange", shown);
    };
  }, [element]);
  return armed;
}

/** Where it stands in the document, whatever is scrolled. */
function placeOf(element: HTMLElement | null): number {
  let place = 0;
  let box: Element | null = element;
  while (box instanceof HTMLElement) {
    place += box.offsetTop;
    box = box.offsetParent;
  }
  return place;
}
