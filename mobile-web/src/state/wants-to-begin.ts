// Whether somebody is asked to let a plan be begun: of the coding agents Claude Code does that.

import type { Action } from "@longrein/protocol";

export function wantsToBegin({ driver, tool }: Action): boolean {
  return driver === "claude" && tool === "ExitPlanMode";
}
