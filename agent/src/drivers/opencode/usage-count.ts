// What the model has cost in one turn. OpenCode counts each message, and counts what was cached apart.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldAt, fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";

const microdollars = 1_000_000;

export class UsageCount {
  /** The last that was said of each message of the model's. */
  readonly #messages = new Map<string, unknown>();

  /** `info` describes a message; those of people cost nothing. */
  add(info: unknown): void {
    const id = textOf(info, "id");
    if (id !== undefined && textOf(info, "role") === "assistant") this.#messages.set(id, info);
  }

  /** Undefined if the model was not heard at all; what subagents remember does not fill the session. */
  event(session: string, at: number): RunEvent | undefined {
    const heard = [...this.#messages.values()].filter((info) => contextOf(info) > 0);
    const last = heard.at(-1);
    if (last === undefined) return undefined;
    const sum = (count: (info: unknown) => number) =>
      Math.round(heard.reduce<number>((total, info) => total + count(info), 0));
    const cached = sum((info) => tokens(info, "cache", "read"));
    // Where no price is known it is said to be nothing.
    const cost = sum((info) => (numberOf(info, "cost") ?? 0) * microdollars);
    const remembered = heard.findLast((info) => textOf(info, "sessionID") === session);
    return {
      t: "usage",
      model: modelOf(last),
      input: sum(inputOf),
      output: sum((info) => tokens(info, "output") + tokens(info, "reasoning")),
      ...(cached > 0 && { cached }),
      ...(cost > 0 && { cost }),
      ...(remembered !== undefined && { contextUsed: Math.round(contextOf(remembered)) }),
      at,
    };
  }
}

/** As OpenCode wants to be told it: provider/model. */
export function modelOf(info: unknown): string {
  return `${textOf(info, "providerID") ?? ""}/${textOf(info, "modelID") ?? ""}`;
}

function inputOf(info: unknown): number {
  return tokens(info, "input") + tokens(info, "cache", "read") + tokens(info, "cache", "write");
}

function contextOf(info: unknown): number {
  return inputOf(info) + tokens(info, "output") + tokens(info, "reasoning");
}

function tokens(info: unknown, ...names: readonly string[]): number {
  const last = names.at(-1) ?? "";
  return Math.max(0, numberOf(fieldAt(fieldOf(info, "tokens"), ...names.slice(0, -1)), last) ?? 0);
}
