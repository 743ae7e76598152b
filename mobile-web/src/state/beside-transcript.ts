// What stands on the page of a run beside what its agent has told: approvals that no tool has named, and prompts
// that are on their way.

import type { PhoneState } from "./app-state.ts";
import type { SentPrompt } from "./commands.ts";
import type { Key } from "./identifiers.ts";
import type { Approval } from "./inbox.ts";
import { isPending } from "./overview.ts";

/**
 * Approvals of a run that stand at its end: those that wait, so that none moves while it is read, and those
 * that no tool has named. An answered one stands with its tool.
 */
export function approvalsAtEnd(state: PhoneState, run: Key): readonly Approval[] {
  const named = state.transcripts.get(run)?.askedBy;
  return [...state.inbox.approvals.values()].filter(
    (approval) =>
      approval.run === run && (isPending(approval) || named?.has(approval.key) !== true),
  );
}

/** Those that the agent has not shown yet: its transcript names the command that each came with. */
export function promptsUnderWay(state: PhoneState, run: Key): readonly SentPrompt[] {
  const told = state.transcripts.get(run)?.prompts;
  return [...state.commands.prompts.values()].filter(
    (prompt) => prompt.run === run && told?.has(prompt.key) !== true,
  );
}
