// What each phone may say, by its role, by whether it may approve, and by the kind of message; of an answer to an
// approval also by what it says. Tables over all that a phone can send: what is not in them is refused. docs/roles.md
// prints them, and the test beside this file holds the two together.

import type { PhoneMessage } from "@longrein/protocol";
import { type Rights, mayApprove } from "@longrein/protocol/names";

/** A message as far as rights go. */
export interface Said {
  readonly t: string;
  readonly decision?: string | undefined;
  readonly scope?: string | undefined;
  readonly words?: string | undefined;
}

type Rule = (rights: Rights) => boolean;

const everybody: Rule = () => true;
const whoeverWorks: Rule = ({ role }) => role === "operator" || role === "owner";
/** A no is never harder to say than a yes. */
const whoeverAnswers: Rule = (rights) => whoeverWorks(rights) || mayApprove(rights);
const owners: Rule = ({ role }) => role === "owner";
/** They begin a conversation, and have no place within one. */
const nobody: Rule = () => false;

const table: Readonly<Record<Exclude<PhoneMessage["t"], "approval.answer">, Rule>> = {
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
  "approvals.deny": whoeverAnswers,
  "grant.withdraw": whoeverAnswers,
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

const answers: Readonly<Record<string, Rule>> = {
  approve: mayApprove,
  "approve for the run": mayApprove,
  deny: whoeverAnswers,
  // What the coding agent is told to do instead is as good as a prompt.
  "deny with words": whoeverWorks,
};

const rules: ReadonlyMap<string, Rule> = new Map(Object.entries(table));
const rulesOfAnswers: ReadonlyMap<string, Rule> = new Map(Object.entries(answers));

/** `said.t` is any text: of what nobody has thought of, the answer is no. */
export function authorise(rights: Rights, said: Said): boolean {
  const isAnswer = said.t === "approval.answer";
  const rule = isAnswer ? rulesOfAnswers.get(answerOf(said)) : rules.get(said.t);
  return rule?.(rights) ?? false;
}

function answerOf({ decision, scope, words }: Said): string {
  const forWhat = scope === undefined ? "" : ` for the ${scope}`;
  return `${decision}${forWhat}${words === undefined ? "" : " with words"}`;
}
