// How the demo agent speaks: in pieces as a model streams them, at a pace, with a plan beside it.

import type { DriverRun } from "../../runs/driver.ts";

const pieceMs = 45;
const stepMs = 700;

export interface Pace {
  /** 1 is a pace that people can follow; 0 does not wait at all. */
  readonly pace: number;
  now(): number;
  after(milliseconds: number, act: () => void): () => void;
}

export class Script {
  readonly #run: DriverRun;
  readonly #signal: AbortSignal;
  readonly #pace: Pace;
  readonly #steps: readonly string[];

  constructor(run: DriverRun, signal: AbortSignal, pace: Pace, steps: readonly string[]) {
    this.#run = run;
    this.#signal = signal;
    this.#pace = pace;
    this.#steps = steps;
  }

  say(text: string): Promise<void> {
    return this.#stream("answer", text);
  }

  think(text: string): Promise<void> {
    return this.#stream("thought", text);
  }

  /** Marks this step of the plan as under way. */
  async report(active: number): Promise<void> {
    this.#plan(active);
    await this.#wait(stepMs);
  }

  finish(): void {
    this.#plan(this.#steps.length);
  }

  /** Something that needs no asking and is done at once. */
  tool(kind: "read", title: string, output: string): void {
    const item = this.#run.nextItem();
    this.#run.emit({ t: "tool", item, kind, title, at: this.#pace.now() });
    this.#run.emit({ t: "tool.output", item, delta: output });
    this.#run.emit({ t: "tool.done", item, status: "completed" });
  }

  #plan(active: number): void {
    const status = (index: number) =>
      index < active ? "done" : index === active ? "active" : "pending";
    const entries = this.#steps.map((text, index) => ({ text, status: status(index) }) as const);
    this.#run.emit({ t: "plan", entries });
  }

  async #stream(role: "answer" | "thought", text: string): Promise<void> {
    const item = this.#run.nextItem();
    for (const delta of text.match(/\s*\S+\s*/g) ?? []) {
      await this.#wait(pieceMs);
      this.#run.emit({ t: "text", item, role, delta });
    }
  }

  /** Rejects when the run is stopped: the script simply ends where it stands. */
  async #wait(milliseconds: number): Promise<void> {
    this.#signal.throwIfAborted();
    if (this.#pace.pace > 0) {
      await new Promise<void>((resolve) =>
        this.#pace.after(milliseconds * this.#pace.pace, resolve),
      );
    }
    this.#signal.throwIfAborted();
  }
}
