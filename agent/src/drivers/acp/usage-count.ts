// What the model has cost in one turn, from the little that coding agents say of it by this protocol.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";

const microdollars = 1_000_000;

export class UsageCount {
  /** Of the whole session, in dollars: how much of it is of this turn is for us to find out. */
  #paid = 0;
  /** Undefined while it is not known, as at first in a session that is gone on with. */
  #paidBefore: number | undefined;
  #context: { readonly used: number; readonly max: number } | undefined;

  constructor(isNew: boolean) {
    this.#paidBefore = isNew ? 0 : undefined;
  }

  /** A `usage_update`. */
  update(update: unknown): void {
    const [used, max] = [numberOf(update, "used"), numberOf(update, "size")];
    if (used !== undefined && max !== undefined) this.#context = { used, max };
    const cost = fieldOf(update, "cost");
    if (textOf(cost, "currency") !== "USD") return;
    this.#paid = numberOf(cost, "amount") ?? this.#paid;
  }

  /** `end` is what a prompt was answered with. Undefined if nothing was counted. */
  event(end: unknown, model: string | undefined, at: number): RunEvent | undefined {
    const counted = tokensIn(end);
    const before = this.#paidBefore ?? this.#paid;
    const cost = Math.max(0, Math.round((this.#paid - before) * microdollars));
    this.#paidBefore = this.#paid;
    if (counted === undefined) return undefined;
    return {
      t: "usage",
      ...counted,
      ...(model !== undefined && { model }),
      ...(cost > 0 && { cost }),
      ...(this.#context && {
        contextUsed: Math.round(this.#context.used),
        contextMax: Math.round(this.#context.max),
      }),
      at,
    };
  }
}

/** By the protocol, with what was cached beside the input; or as Gemini CLI has it. */
function tokensIn(end: unknown) {
  const usage = fieldOf(end, "usage");
  const output = numberOf(usage, "outputTokens");
  if (output !== undefined) {
    const cached = numberOf(usage, "cachedReadTokens") ?? 0;
    const written = numberOf(usage, "cachedWriteTokens") ?? 0;
    const input = (numberOf(usage, "inputTokens") ?? 0) + cached + written;
    return { input, output, ...(cached > 0 && { cached }) };
  }
  const quota = fieldAt(end, "_meta", "quota", "token_count");
  const said = numberOf(quota, "output_tokens");
  return said === undefined
    ? undefined
    : { input: numberOf(quota, "input_tokens") ?? 0, output: said };
}
