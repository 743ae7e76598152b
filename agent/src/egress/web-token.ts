// JSON web tokens: parts in base64url with dots between, of which the first is JSON.

import { classes, endOfRun } from "./character-classes.ts";
import { type Sight, nothing, open, secret } from "./found.ts";

/** `{"` in base64url. */
export const webTokenBegins = "eyJ";
/** Signed ones have three parts; of encrypted ones, with five, the second may be empty. */
const partsMin = 3;
const partsMax = 5;
const headerMin = 12;

export function sightWebToken(text: string, start: number, isEnd: boolean): Sight {
  // Only where a run begins, so that no run is gone through for each place in it.
  if (/[-_]/.test(text[start - 1] ?? "")) return nothing;
  let end = start;
  for (let parts = 1; parts <= partsMax; parts++) {
    const partStart = end;
    end = endOfRun(text, partStart, classes.wordOrDash);
    if (end === text.length && !isEnd) return open(start);
    if (parts === 1 && end - start < headerMin) return nothing;
    const isLast = text[end] !== "." || parts === partsMax;
    if (isLast) return parts >= partsMin ? secret("JSON web token", start, end) : nothing;
    end++;
  }
  return nothing;
}
