// Which commands are on the wire before the phone has written them down. Pure.

import type { Command } from "@longrein/protocol";
import { mayGoLate } from "./may-go-late.ts";

/**
 * What became of it, the machine itself tells, also to a phone that has forgotten that it gave it; and the agent does
 * it once at most, however often it is given: an approval is used up, and what only takes away can be taken once.
 */
export function leavesAtOnce(command: Command): boolean {
  return command.t === "approval.answer" || mayGoLate(command);
}
