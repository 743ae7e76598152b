// Buttons that decide are inert for a moment after they appear or move on the screen, so that nothing slides
// under a finger that is already on its way. What the reader moves by scrolling is the reader's own.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { isWhereItWasPut } from "./page-scroll.ts";

const armDelayMs = 400;
/** Below this nobody's aim changes. */
const shiftPixels = 4;

export function useArmed(element: RefObject<HTMLElement | null>): boolean {
  const [armed, setArmed] = useState(false);
  useEffect(() => {
    let timer = 0;
    const disarm = () => {
      setArmed(false);
      window.clearTimeout(timer);
      timer = window.setTimeout(() => setArmed(true), armDelayMs);
    };
    const stopWatching = watchPlace(element, disarm);
    const shown = () => {
      if (document.visibilityState === "visible") disarm();
    };
    disarm();
    document.addEventListener("visibilitychange", shown);
    return () => {
      window.clearTimeout(timer);
      stopWatching();
      document.removeEventListener("visibilitychange", shown);
    };
  }, [element]);
  return armed;
}

/** Says when the element moves on the screen without having been scrolled there by hand. */
function watchPlace(element: RefObject<HTMLElement | null>, moved: () => void): () => void {
  const placeNow = () => element.current?.getBoundingClientRect().top ?? 0;
  let place = placeNow();
  const look = () => {
    const next = placeNow();
    if (Math.abs(next - place) > shiftPixels) moved();
    place = next;
  };
  const scrolled = () => {
    if (isWhereItWasPut()) look();
    else place = placeNow();
  };
  const observer = new ResizeObserver(look);
  observer.observe(document.body);
  addEventListener("scroll", scrolled, { passive: true, capture: true });
  return () => {
    observer.disconnect();
    removeEventListener("scroll", scrolled, { capture: true });
  };
}
