// What each role may do, by the kind of message: one table, everything else is refused.

import type { Command, Role } from "@longrein/protocol";

const ofOperators: readonly Command["t"][] = [
  "run.open",
  "run.prompt",
  "run.stop",
  "run.set",
  "approval.answer",
  "question.answer",
];

const allowed: Readonly<Record<Role, readonly Command["t"][]>> = {
  viewer: [],
  operator: ofOperators,
  owner: ofOperators,
};

export function mayDo(role: Role, command: Command["t"]): boolean {
  return allowed[role].includes(command);
}
