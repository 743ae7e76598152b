// Claude Code's plans. It writes one into a file of its own while it plans, asks whether it may begin, and then
// goes by what that file holds: so the file is looked at again before it hears yes, and what it took is compared.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { readText } from "./proposal.ts";

export const planTool = "ExitPlanMode";

/** Where there is no plan yet, there is nothing that could have changed. */
export async function isPlanAsSigned(signed: unknown): Promise<boolean> {
  const plan = textOf(signed, "plan");
  if (plan === undefined) return true;
  const path = textOf(signed, "planFilePath");
  return path !== undefined && (await readText(path).catch(() => undefined)) === plan;
}

/** By what Claude Code tells after the call: of its input it keeps nothing. */
export function tookPlan(signed: unknown, told: unknown): boolean {
  return textOf(signed, "plan") === textOf(fieldOf(told, "tool_response"), "plan");
}
