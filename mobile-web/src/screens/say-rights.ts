// What a phone may do, in words: its role says it, unless whether it may approve was said apart.

import type { Rights, Role } from "@longrein/protocol";
import { screenWords } from "../words/screen-words.ts";

export function sayRights({ role, approver }: Rights): string {
  return screenWords.device.roles[wordOf(role, approver)];
}

/** Whether its role alone does not say it. */
export function isUnusual({ role, approver }: Rights): boolean {
  return wordOf(role, approver) !== role;
}

function wordOf(role: Role, approver: boolean | undefined): Role | "approver" | "denier" {
  if (approver === undefined || approver === (role !== "viewer")) return role;
  return approver ? "approver" : "denier";
}
