// Prompts that wait for the end of a turn, and whoever waits to hear what became of them.

export interface Prompt {
  readonly text: string;
  /** The command it came with, and whose it was. */
  readonly command?: Uint8Array;
  readonly device?: Uint8Array;
}

export interface Queued {
  readonly prompt: Prompt;
  begun(): void;
  dropped(): void;
}

const queuedMax = 8;

export class PromptQueue {
  #queue: Queued[] = [];

  /** Undefined if too many wait already. */
  add(prompt: Prompt): Promise<"begun" | "dropped"> | undefined {
    if (this.#queue.length >= queuedMax) return undefined;
    return new Promise((resolve) => {
      this.#queue.push({
        prompt,
        begun: () => resolve("begun"),
        dropped: () => resolve("dropped"),
      });
    });
  }

  next(): Queued | undefined {
    return this.#queue.shift();
  }

  drop(): void {
    for (const { dropped } of this.#queue.splice(0)) dropped();
  }
}
