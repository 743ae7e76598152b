// What a turn at the desktop has used, as its transcript tells it: of each request to the model there are as many lines
// as its answer has parts, and the last of them counts. It names no price.

import type { RunEvent } from "../../runs/driver.ts";
import { fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";

type UsageEvent = Extract<RunEvent, { t: "usage" }>;

interface Used {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** What Claude Code says in the model's place. */
const noModel = "<synthetic>";

export class DesktopUsage {
  readonly #requests = new Map<string, Used>();
  #model: string | undefined;

  /** A message of the model's. */
  heard(message: unknown): void {
    const [id, model] = [textOf(message, "id"), textOf(message, "model")];
    const usage = fieldOf(message, "usage");
    if (id === undefined || usage === undefined || model === noModel) return;
    this.#model = model ?? this.#model;
    const count = (name: string) => Math.max(0, Math.trunc(numberOf(usage, name) ?? 0));
    const cached = count("cache_read_input_tokens");
    const input = cached + count("input_tokens") + count("cache_creation_input_tokens");
    this.#requests.set(id, { input, cached, output: count("output_tokens") });
  }

  /** All since it was asked last; undefined if that is nothing. */
  take(at: number): UsageEvent | undefined {
    const all = [...this.#requests.values()];
    this.#requests.clear();
    const sum = (of: keyof Used) => all.reduce((total, used) => total + used[of], 0);
    const last = all.at(-1);
    if (last === undefined) return undefined;
    return {
      t: "usage",
      ...(this.#model !== undefined && { model: this.#model }),
      input: sum("input"),
      output: sum("output"),
      cached: sum("cached"),
      contextUsed: last.input + last.output,
      at,
    };
  }
}
