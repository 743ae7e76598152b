// The turns of one thread as Codex tells them: ours, and those that somebody started at the desktop.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import type { LostTurn } from "../../runs/lost-turn.ts";
import { UsageCount } from "./usage-count.ts";

interface OwnTurn {
  /** As Codex calls it, once it has said so. */
  id: string | undefined;
  readonly signal: AbortSignal;
  readonly ended: PromiseWithResolvers<unknown>;
}

export class TurnWatch {
  #own: OwnTurn | undefined;
  /** The one that Codex works on, whoever started it. */
  #active: { readonly id: string; readonly usage: UsageCount } | undefined;
  #idle = Promise.withResolvers<void>();

  /** To be told before Codex is: its first words may come with its answer. */
  begin(signal: AbortSignal): OwnTurn {
    const own = { id: undefined, signal, ended: Promise.withResolvers<unknown>() };
    // Nobody may be waiting yet when it ends.
    own.ended.promise.catch(() => undefined);
    this.#own = own;
    return own;
  }

  forget(): void {
    this.#own = undefined;
  }

  get activeId(): string | undefined {
    return this.#active?.id;
  }

  get ownId(): string | undefined {
    return this.#own?.id;
  }

  /** Ours is to stop. */
  get isStopping(): boolean {
    return this.#own?.signal.aborted === true;
  }

  /** Resolves when Codex works on nothing. */
  async idle(signal: AbortSignal): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    while (this.#active !== undefined && !signal.aborted) {
      await Promise.race([this.#idle.promise, stopped]);
    }
  }

  started(params: unknown, model: string | undefined): void {
    const id = textOf(fieldOf(params, "turn"), "id");
    if (id === undefined) return;
    if (this.#own !== undefined) this.#own.id ??= id;
    this.#active = { id, usage: new UsageCount(model) };
  }

  used(params: unknown): void {
    this.#active?.usage.add(params);
  }

  /** Returns what it has used. */
  completed(params: unknown): UsageCount | undefined {
    const turn = fieldOf(params, "turn");
    const usage = this.#active?.usage;
    this.#active = undefined;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
    if (textOf(turn, "id") === this.#own?.id) this.#own?.ended.resolve(turn);
    return usage;
  }

  lost(failure: LostTurn): void {
    this.#active = undefined;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
    this.#own?.ended.reject(failure);
  }
}
