// The way back to the end, for whoever went up; and how much has come there since.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { EndFollower } from "../../parts/windowed/end-follower.ts";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly end: EndFollower;
  /** Rows there are. */
  readonly count: number;
}

export function Latest({ end, count }: Given): JSX.Element | null {
  const seen = useRef(count);
  if (end.pinned.value) {
    seen.current = count;
    return null;
  }
  const missed = count - seen.current;
  return (
    <button type="button" class="button latest" data-testid="latest" onClick={() => end.jump()}>
      ↓ {missed > 0 ? screenWords.run.missed(missed) : screenWords.run.latest}
    </button>
  );
}
