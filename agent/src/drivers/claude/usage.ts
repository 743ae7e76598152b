// What a turn has used, as its result tells it.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldAt, fieldOf, numberOf } from "../../runs/loose-fields.ts";

type Usage = Extract<RunEvent, { t: "usage" }>;

/** Undefined if nothing was used. `cost` is in millionths of a dollar, `context` in tokens. */
export function usageOf(
  result: unknown,
  model: string | undefined,
  cost: number | undefined,
  context: number | undefined,
  at: number,
): Usage | undefined {
  const usage = fieldOf(result, "usage");
  const fresh = count(usage, "input_tokens") + count(usage, "cache_creation_input_tokens");
  const cached = count(usage, "cache_read_input_tokens");
  const output = count(usage, "output_tokens");
  if (fresh + cached + output + (cost ?? 0) === 0) return undefined;
  const contextMax = numberOf(fieldAt(result, "modelUsage", model ?? ""), "contextWindow");
  return {
    t: "usage",
    ...(model !== undefined && { model }),
    input: fresh + cached,
    output,
    cached,
    ...(cost !== undefined && { cost }),
    ...(context !== undefined && { contextUsed: context }),
    ...(contextMax !== undefined && { contextMax }),
    at,
  };
}

function count(usage: unknown, name: string): number {
  return Math.max(0, Math.trunc(numberOf(usage, name) ?? 0));
}
