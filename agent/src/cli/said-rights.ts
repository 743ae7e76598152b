// What a phone may do, as it is said on the command line and as it is shown there: its role, and apart from that
// whether it may approve.

import { type Rights, type Role, mayApprove, roles } from "@longrein/protocol/names";
import { UserFailure } from "../platform/user-failure.ts";
import type { Call, Flag } from "./command.ts";

export const approverFlags: readonly Flag[] = [
  { name: "approver", about: "it may approve, also as a viewer" },
  { name: "no-approver", about: "it may not approve, also as an operator; denying it may" },
];

export interface SaidRights {
  readonly role: Role;
  readonly approver?: boolean;
}

/** Without a flag it is left to the role, and to what was said before. */
export function saidRights({ isSet }: Call, roleNamed: string | undefined): SaidRights {
  const role = roles.find((one) => one === roleNamed) ?? "viewer";
  const [yes, no] = [isSet("approver"), isSet("no-approver")];
  if (yes && no) throw usage("expected either --approver or --no-approver");
  if (no && role === "owner")
    throw usage("an owner always may approve: --no-approver is not for one");
  return yes || no ? { role, approver: yes } : { role };
}

/** What is usual for a role goes without saying, but for a no that was said: it stays when the role changes. */
export function rightsInWords(rights: Rights, saidNo = false): string {
  const { role } = rights;
  const may = mayApprove(rights);
  if (may === mayApprove({ role }) && (may || !saidNo)) return role;
  return may ? `${role}, approver` : `${role}, no approver`;
}

export function whatItMay(rights: Rights): string {
  const may = mayApprove(rights);
  switch (rights.role) {
    case "viewer":
      return may ? "it may look, approve and deny" : "it may look, and change nothing";
    case "operator":
      return `it may give prompts and answer questions${may ? "" : ", and deny but not approve"}`;
    case "owner":
      return "it may do all that phones can, roles and other phones included";
  }
}

function usage(why: string): UserFailure {
  return new UserFailure("usage", why, "longrein help devices role");
}
