// The way back to the end, for whoever went up; and how much has come there since.

import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import type { EndFollower } from "../../parts/windowed/end-follower.ts";
import type { Key } from "../../state/identifiers.ts";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Key;
  readonly end: EndFollower;
}

export function Latest({ phone, run, end }: Given): JSX.Element | null {
  const count = phone.state.value.transcripts.get(run)?.items.length ?? 0;
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
