// The product's mark: a rein, from the hand to the bit.

import type { JSX } from "preact";
import { words } from "../../words/words.ts";

export function Mark(): JSX.Element {
  return (
    <svg class="mark" viewBox="10 7 46 50" role="img" aria-label={words.app.name}>
      <path d="M16 10v30a10 10 0 0 0 10 10h14" class="mark-rein" />
      <circle cx="49" cy="50" r="5.5" fill="currentColor" />
      <rect x="11" y="8" width="10" height="10" rx="1.5" fill="currentColor" />
    </svg>
  );
}
