// Prompts that wait for the end of a turn, and whoever waits to hear what became of them. Until one is begun it can
// be changed or withdrawn, by whoever has seen its present words.

import { equalBytes } from "@longrein/protocol";
import type { PromptImage } from "../runs/prompt-image.ts";

export interface Prompt {
  readonly text: string;
  /** The command it came with, and whose it was. */
  readonly command?: Uint8Array;
  readonly device?: Uint8Array;
  readonly images?: readonly PromptImage[];
}

export interface Queued {
  readonly prompt: Prompt;
  readonly revision: number;
  /** When it was given: other words make it no younger. */
  readonly at: number;
  begun(): void;
  dropped(): void;
}

const queuedMax = 8;

export class PromptQueue {
  #queue: Queued[] = [];

  /** Undefined if too many wait already. */
  add(prompt: Prompt, at: number): Promise<"begun" | "dropped"> | undefined {
    if (this.#queue.length >= queuedMax) return undefined;
    return new Promise((resolve) => {
      this.#queue.push({
        prompt,
        revision: 1,
        at,
        begun: () => resolve("begun"),
        dropped: () => resolve("dropped"),
      });
    });
  }

  /** The first to begin first. */
  get all(): readonly Queued[] {
    return this.#queue;
  }

  get first(): Prompt | undefined {
    return this.#queue[0]?.prompt;
  }

  next(): Queued | undefined {
    return this.#queue.shift();
  }

  /** As it waits now; ALREADY_RESOLVED for one that waits no longer, VOID for words that nobody has seen. */
  change(
    command: Uint8Array,
    revision: number,
    text: string,
  ): Queued | "ALREADY_RESOLVED" | "VOID" {
    const place = this.#placeOf(command);
    const queued = this.#queue[place];
    if (queued === undefined) return "ALREADY_RESOLVED";
    if (queued.revision !== revision) return "VOID";
    const prompt = { ...queued.prompt, text };
    const changed = { ...queued, prompt, revision: revision + 1 };
    this.#queue = this.#queue.with(place, changed);
    return changed;
  }

  withdraw(command: Uint8Array): "done" | "ALREADY_RESOLVED" {
    const place = this.#placeOf(command);
    if (place === -1) return "ALREADY_RESOLVED";
    for (const { dropped } of this.#queue.splice(place, 1)) dropped();
    return "done";
  }

  /** False if none waited. */
  drop(): boolean {
    const all = this.#queue.splice(0);
    for (const { dropped } of all) dropped();
    return all.length > 0;
  }

  #placeOf(command: Uint8Array): number {
    return this.#queue.findIndex(
      ({ prompt }) => prompt.command !== undefined && equalBytes(prompt.command, command),
    );
  }
}
