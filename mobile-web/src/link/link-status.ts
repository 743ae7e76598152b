// How the link's machine states read to a person.

import type { LinkState } from "@longrein/protocol";
import type { LinkStatus } from "../state/phone-port.ts";
import type { Ending } from "./conversation.ts";

export function linkStatus(state: LinkState, ending: Ending, online: boolean): LinkStatus {
  const ended = endedStatus(ending);
  if (ended !== undefined) return ended;
  switch (state.kind) {
    case "stopped":
      return { kind: "idle" };
    case "dialling":
      return { kind: "dialling", attempt: state.attempt };
    case "greeting":
      return { kind: "greeting" };
    case "ready":
      return { kind: "ready", since: onTheWall(state.since) };
    case "waiting":
      return {
        kind: "waiting",
        untilMs: onTheWall(state.until),
        reason: waitingReason(ending, online),
      };
  }
}

/** Endings that dialling again cannot mend. Only the agent itself can cause one. */
export function endedStatus(ending: Ending): LinkStatus | undefined {
  if (ending.kind === "update-required") {
    return { kind: "ended", reason: "update-required", detail: ending.who };
  }
  if (ending.kind !== "agent") return undefined;
  if (ending.reason === "revoked") return { kind: "ended", reason: "revoked" };
  if (ending.reason === "unauthorised") return { kind: "ended", reason: "revoked" };
  if (ending.reason === "update-required") return { kind: "ended", reason: "update-required" };
  return undefined;
}

function waitingReason(
  ending: Ending,
  online: boolean,
): "offline" | "agent-away" | "refused" | "failed" {
  if (!online) return "offline";
  return ending.kind === "hint" && ending.hint !== "update-required" ? ending.hint : "failed";
}

/** Links go by a clock that never steps; people by the one on the wall. */
function onTheWall(elapsed: number): number {
  return Date.now() + elapsed - performance.now();
}
