// What each role may do, by the kind of message: one table, everything else is refused.

import type { Command, Role } from "@longrein/protocol";

const allowed: Readonly<Record<Role, readonly Command["t"][]>> = {
  viewer: [],
  operator: ["run.open", "run.prompt", "run.stop", "approval.answer"],
  owner: ["run.open", "run.prompt", "run.stop", "approval.answer"],
};

export function mayDo(role: Role, command: Command["t"]): boolean {
  return allowed[role].includes(command);
}
