// What each role may say, by the kind of message: one table over all that a phone can send. What is not in it
// is refused. docs/roles.md prints it, and the test beside this file holds the two together.

import type { PhoneMessage, Role } from "@longrein/protocol";

const everybody: readonly Role[] = ["viewer", "operator", "owner"];
const whoeverWorks: readonly Role[] = ["operator", "owner"];
const owners: readonly Role[] = ["owner"];
/** They begin a conversation, and have no place within one. */
const nobody: readonly Role[] = [];

const table: Readonly<Record<PhoneMessage["t"], readonly Role[]>> = {
  auth: nobody,
  enroll: nobody,
  follow: everybody,
  unfollow: everybody,
  "artifact.read": everybody,
  "run.open": whoeverWorks,
  "run.prompt": whoeverWorks,
  "prompt.change": whoeverWorks,
  "prompt.withdraw": whoeverWorks,
  "run.stop": whoeverWorks,
  "run.set": whoeverWorks,
  "question.answer": whoeverWorks,
  "approval.answer": whoeverWorks,
  "approvals.deny": whoeverWorks,
  "grant.withdraw": whoeverWorks,
  kill: whoeverWorks,
  "devices.list": whoeverWorks,
  "audit.read": whoeverWorks,
  "sessions.list": whoeverWorks,
  "session.read": whoeverWorks,
  "policy.lower": owners,
  "device.rename": owners,
  "device.role": owners,
  "device.revoke": owners,
  "image.put": whoeverWorks,
  // Each for itself alone.
  "push.subscribe": everybody,
  "push.unsubscribe": everybody,
  "push.test": everybody,
  "push.seen": everybody,
  "secret.reveal": owners,
};

const allowed: ReadonlyMap<string, readonly Role[]> = new Map(Object.entries(table));

/** `kind` is any text: of what nobody has thought of, the answer is no. */
export function authorise(role: Role, kind: string): boolean {
  return allowed.get(kind)?.includes(role) ?? false;
}
