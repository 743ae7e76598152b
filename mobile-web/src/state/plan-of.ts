// The plan that a coding agent wants to begin, where the action is that and nothing else: made anew of what was read,
// its input must be the very text that is signed.

import type { ToolAction } from "@longrein/protocol";
import { wantsToBegin } from "./wants-to-begin.ts";

export interface ProposedPlan {
  /** In Markdown. */
  readonly plan: string;
  /** Where the coding agent keeps it. */
  readonly planFilePath: string;
}

export function planOf(action: ToolAction): ProposedPlan | undefined {
  if (!wantsToBegin(action) || action.server !== undefined) return undefined;
  const { plan, planFilePath } = fieldsOf(action.input);
  if (typeof plan !== "string" || typeof planFilePath !== "string") return undefined;
  const proposed = { plan, planFilePath };
  return JSON.stringify(proposed) === action.input ? proposed : undefined;
}

function fieldsOf(input: string): Readonly<Record<string, unknown>> {
  try {
    const fields: unknown = JSON.parse(input);
    return typeof fields === "object" ? { ...fields } : {};
  } catch {
    return {};
  }
}
