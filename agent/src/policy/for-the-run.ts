// What may be approved for a whole run: an exact command, or edits of one file. Pure. Why no more is in
// docs/decisions/0021-approved-for-a-run.md.

import type { Action, EditAction, PolicyProfile } from "@longrein/protocol";
import type { Verdict } from "./judge-action.ts";

type Asked = Extract<Verdict, { kind: "ask" }>;

/** Looked at when it is offered, and again each time that something would go ahead because of it. */
export function mayHoldForRun(action: Action, { tier, risk }: Asked, profile: PolicyProfile) {
  if (profile === "strict" || tier !== 1 || risk.level === "high") return false;
  switch (action.t) {
    case "command":
      return true;
    case "edit":
      return editedFile(action) !== undefined;
    case "tool":
      // What it does with its input nobody here can know.
      return false;
  }
}

/** The one file that is there before and after; undefined where files come, go, or are several. */
export function editedFile({ changes }: EditAction): string | undefined {
  const [change] = changes;
  const isInPlace = change?.before !== undefined && change.after !== undefined;
  return changes.length === 1 && isInPlace ? change.path : undefined;
}
