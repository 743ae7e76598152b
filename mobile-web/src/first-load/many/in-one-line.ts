// What an approval is about, in no more than a line.

import { actionSummary } from "../../state/action-summary.ts";
import type { FrozenAction } from "../../state/frozen-action.ts";

/** More than fits on a phone is not drawn. */
const lineMax = 160;

/** Undefined where this phone cannot read it. */
export function inOneLine(frozen: FrozenAction): string | undefined {
  if (frozen.kind !== "readable") return undefined;
  const [line = ""] = actionSummary(frozen.action).split("\n", 1);
  return line.slice(0, lineMax).toWellFormed();
}
