// Whether the end of something was on screen, once. The mark at its end must be visible through every box
// that clips it, which is what an intersection with the viewport means.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

export function useSeenToEnd(mark: RefObject<Element | null>, of: unknown): boolean {
  const [seen, setSeen] = useState<{ readonly of: unknown }>();
  useEffect(() => {
    const element = mark.current;
    if (element === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      observer.disconnect();
      setSeen({ of });
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [mark, of]);
  return seen !== undefined && seen.of === of;
}
