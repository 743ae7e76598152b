// One text, cleared, that still fits where it stood: a mask may be longer than what it hides.

import { utf8 } from "@longrein/protocol";
import { cutText } from "../runs/cut-text.ts";
import { type Keep, hideSecrets } from "./hide-secrets.ts";

/** No field for words is shorter than this. */
const shortestFieldBytes = 64;

export function clearText(text: string, keep: Keep): string {
  const cleared = hideSecrets(text, keep);
  if (cleared.length <= text.length) return cleared;
  return cutText(cleared, Math.max(shortestFieldBytes, utf8(text).length));
}
