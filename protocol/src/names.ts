// Names that are needed without the shapes of the messages around them: apart, so that a phone knows them
// before its link has been loaded.

export const roles = ["viewer", "operator", "owner"] as const;
export type Role = (typeof roles)[number];

/** What a phone may do. Whether it may approve is apart from its role; where it was not said, the role decides. */
export interface Rights {
  readonly role: Role;
  readonly approver?: boolean | undefined;
}

/** An owner always may. */
export function mayApprove({ role, approver }: Rights): boolean {
  return role === "owner" || (approver ?? role === "operator");
}

export const inboxFeed = "inbox";
