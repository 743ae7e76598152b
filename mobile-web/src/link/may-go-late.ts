// Which commands are sent however long they have waited: those that only hold back, end or take away. What
// sets something going is asked about again once it is old, since the world has moved on meanwhile.

import type { Command } from "@longrein/protocol";

/** Older than this, and the one who gave it may no longer mean it. */
export const freshForMs = 60_000;

export function mayGoLate(command: Command): boolean {
  switch (command.t) {
    case "approval.answer":
      return command.decision === "deny";
    case "question.answer":
      return command.answer.declined;
    case "run.stop":
    case "prompt.withdraw":
    case "approvals.deny":
    case "grant.withdraw":
    case "kill":
    case "policy.lower":
    case "device.revoke":
      return true;
    case "run.open":
    case "run.prompt":
    case "prompt.change":
    case "run.set":
    case "device.rename":
    case "device.role":
      return false;
  }
}
