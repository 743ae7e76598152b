// Of many approvals that wait few are shown whole, so that each can be found and read: the one that expires first,
// those that were opened last, and then those that expire next. The others are folded up.

import type { Key } from "./identifiers.ts";

const wholeMax = 3;

/** `pending` in the order in which they expire, `opened` in the order in which they were. */
export function foldedOf(pending: readonly Key[], opened: readonly Key[]): readonly Key[] {
  const chosen = opened.filter((key) => pending.includes(key)).toReversed();
  const whole = [...new Set([...pending.slice(0, 1), ...chosen, ...pending])].slice(0, wholeMax);
  return pending.filter((key) => !whole.includes(key));
}
