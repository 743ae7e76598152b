// The prompts that wait in a run, as its feed tells of them: every phone sees what waits, in which words, and why
// something waits no longer.

import type { AgentEvent } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { type Prompt, PromptQueue, type Queued } from "./prompt-queue.ts";
import type { RunLog } from "./run-log.ts";
import type { Who } from "./who.ts";

type WhyDropped = Extract<AgentEvent, { t: "prompt.dropped" }>["why"];

export interface WaitingPrompt {
  readonly command: Uint8Array;
  readonly text: string;
  readonly revision: number;
  /** When it was given. */
  readonly at: number;
  readonly device?: Uint8Array;
}

export class WaitingPrompts {
  readonly #log: RunLog;
  readonly #clock: Clock;
  readonly #queue = new PromptQueue();

  constructor(log: RunLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  /** In their own words, which leave this machine cleared only; the first to begin first. */
  get all(): readonly WaitingPrompt[] {
    return this.#queue.all.flatMap(({ prompt: { command, device, text }, revision, at }) =>
      command === undefined ? [] : [{ command, text, revision, at, ...(device && { device }) }],
    );
  }

  get first(): Prompt | undefined {
    return this.#queue.first;
  }

  /** Undefined if too many wait already. */
  add(prompt: Prompt): Promise<"begun" | "dropped"> | undefined {
    const at = this.#clock.now();
    const ended = this.#queue.add(prompt, at);
    if (ended !== undefined) this.#tell(prompt, 1, at);
    return ended;
  }

  next(): Queued | undefined {
    return this.#queue.next();
  }

  change(
    command: Uint8Array,
    revision: number,
    text: string,
  ): "done" | "ALREADY_RESOLVED" | "VOID" {
    const changed = this.#queue.change(command, revision, text);
    if (typeof changed === "string") return changed;
    this.#tell(changed.prompt, changed.revision, this.#clock.now());
    return "done";
  }

  withdraw(who: Who, command: Uint8Array): "done" | "ALREADY_RESOLVED" {
    const result = this.#queue.withdraw(command);
    const device = who === "machine" ? {} : { device: who.id };
    if (result === "done") this.#dropped("withdrawn", { command, ...device });
    return result;
  }

  drop(why: WhyDropped): void {
    if (this.#queue.drop()) this.#dropped(why);
  }

  /** What was typed at the machine nobody can name. */
  #tell({ command, device, text }: Prompt, revision: number, at: number): void {
    if (command === undefined) return;
    const from = device === undefined ? {} : { device };
    this.#log.record({ t: "prompt.queued", command, revision, text, ...from, at });
  }

  #dropped(why: WhyDropped, about: { command?: Uint8Array; device?: Uint8Array } = {}): void {
    this.#log.record({ t: "prompt.dropped", ...about, why, at: this.#clock.now() });
  }
}
