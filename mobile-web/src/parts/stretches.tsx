// Very many pieces in a row, of which only those near what is in sight stand on the page; the others keep their room.

import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

const piecesOfOne = 60;
/** About as high as so many lines are. */
const heightUnknown = "1200px";

/** Up to `most` stand on the page whether they are in sight or not. */
export function inStretches(pieces: readonly ComponentChildren[], most: number): ComponentChildren {
  if (pieces.length <= most) return [...pieces];
  return pieces.flatMap((_, from) =>
    from % piecesOfOne === 0 ? (
      <Stretch key={from}>{pieces.slice(from, from + piecesOfOne)}</Stretch>
    ) : (
      []
    ),
  );
}

function Stretch({ children }: { readonly children: ComponentChildren }): JSX.Element {
  const box = useRef<HTMLSpanElement>(null);
  /** While it is out of sight. */
  const [height, setHeight] = useState<string | undefined>(heightUnknown);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, boundingClientRect } of entries) {
        setHeight(isIntersecting ? undefined : `${boundingClientRect.height}px`);
      }
    });
    if (box.current !== null) observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return (
    <span ref={box} class="stretch" style={{ height }}>
      {height === undefined && children}
    </span>
  );
}
