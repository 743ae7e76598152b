// Whether this phone may approve at all, before anybody has read a word. Denying needs less: only the right
// to answer.

import { inboxFeed } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import type { FrozenAction, WhyUnreadable } from "./frozen-action.ts";
import type { Approval } from "./inbox.ts";
import { isRemembered } from "./remembered.ts";

export type WhyNotHere = WhyUnreadable | "tier2" | "tier3" | "viewer" | "denier" | "update";

export function whyNotHere(
  state: PhoneState,
  { ask }: Approval,
  frozen: FrozenAction,
): WhyNotHere | undefined {
  const { machine } = state;
  if (machine?.updateRequired === true) return "update";
  if (machine?.approver === false) return machine.role === "viewer" ? "viewer" : "denier";
  if (frozen.kind === "unreadable") return frozen.why;
  if (ask.tier === 3) return "tier3";
  return ask.tier === 2 ? "tier2" : undefined;
}

/**
 * Whether an answer may be given now. What a machine asked that is away may be settled long since; a phone that
 * does not come as far as the relay keeps the answer, since its machine still waits for it. What is remembered
 * of an earlier time is answered when the machine has said that it still waits.
 */
export function isAnswerable(state: Pick<PhoneState, "link" | "remembered">): boolean {
  const { link } = state;
  if (isRemembered(state, inboxFeed)) return false;
  if (link.kind === "waiting") return link.reason === "offline" || link.reason === "failed";
  return link.kind === "ready";
}

export function mayDeny(why: WhyNotHere | undefined): boolean {
  return why !== "viewer" && why !== "update";
}
