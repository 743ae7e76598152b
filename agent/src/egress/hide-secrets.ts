// Puts a visible token where a secret stood: it says what was hidden, and by its number whoever may see the
// secret can ask for it.

import { findSecrets } from "./find-secrets.ts";
import type { Found } from "./found.ts";

/** Keeps the original for those who may see it; undefined if it is kept nowhere. */
export type Keep = (kind: string, original: string) => number | undefined;

export const keepNothing: Keep = () => undefined;

export function hideSecrets(text: string, keep: Keep): string {
  const { found } = findSecrets(text);
  return found.length === 0 ? text : hide(text, found, keep);
}

/** Of the text from one place to another; what was found outside stays outside. */
export function hide(
  text: string,
  found: readonly Found[],
  keep: Keep,
  from = 0,
  until = text.length,
): string {
  let shown = "";
  let at = from;
  for (const { kind, start, end } of found) {
    if (end <= at) continue;
    const begin = Math.max(start, at);
    shown += text.slice(at, begin) + token(kind, keep(kind, text.slice(begin, end)));
    at = end;
  }
  return shown + text.slice(at, until);
}

function token(kind: string, number: number | undefined): string {
  return number === undefined ? `[hidden: ${kind}]` : `[hidden: ${kind} ${number}]`;
}
