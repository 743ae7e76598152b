// Names that are needed without the shapes of the messages around them: apart, so that a phone knows them
// before its link has been loaded.

export const roles = ["viewer", "operator", "owner"] as const;
export type Role = (typeof roles)[number];

export const inboxFeed = "inbox";
