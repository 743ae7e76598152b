// The calls of tools that are under way: what the hook said of each before anything else, what was asked
// about it, and what became of that.

import type { Action } from "@longrein/protocol";

export interface Call {
  readonly id: string;
  readonly tool: string;
  /** Where a command would run, by the hook's word: the request itself does not say. */
  readonly cwd: string;
  /** The main conversation, or one subagent of it: each has a shell of its own. */
  readonly shell: string;
  /** It came in the mode in which a plan is made. */
  readonly planning?: boolean;
  /** What it is shown as; undefined until it is shown. */
  item?: number;
  outcome: Outcome;
  /** When it was let go ahead. */
  since?: number;
}

export type Outcome =
  | { readonly kind: "unasked" }
  | { readonly kind: "asking" }
  | { readonly kind: "approved"; readonly action: Action; readonly input: unknown }
  | { readonly kind: "declined"; readonly words?: string }
  | { readonly kind: "void" };

export class Calls {
  readonly #calls = new Map<string, Call>();

  add(call: Call): void {
    this.#calls.set(call.id, call);
  }

  get(id: string): Call | undefined {
    return this.#calls.get(id);
  }

  remove(id: string): void {
    this.#calls.delete(id);
  }

  all(): readonly Call[] {
    return [...this.#calls.values()];
  }

  clear(): void {
    this.#calls.clear();
  }
}
