// The prompts that wait in a run, as its feed tells of them: every phone sees what waits, in which words, and why
// something waits no longer.

import type { AgentEvent } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { type Prompt, PromptQueue, type Queued } from "./prompt-queue.ts";
import type { RunLog } from "./run-log.ts";
import type { Who } from "./who.ts";

type WhyDropped = Extract<AgentEvent, { t: "prompt.dropped" }>["why"];

export class WaitingPrompts {
  readonly #log: RunLog;
  readonly #clock: Clock;
  readonly #queue = new PromptQueue();

  constructor(log: RunLog, clock: Clock) {
    this.#log = log;
    this.#clock = clock;
  }

  get first(): Prompt | undefined {
    return this.#queue.first;
  }

  /** Undefined if too many wait already. */
  add(prompt: Prompt): Promise<"begun" | "dropped"> | undefined {
    const ended = this.#queue.add(prompt);
    if (ended !== undefined) this.#tell(prompt, 1);
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
    this.#tell(changed.prompt, changed.revision);
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
  #tell({ command, device, text }: Prompt, revision: number): void {
    if (command === undefined) return;
    const from = device === undefined ? {} : { device };
    const at = this.#clock.now();
    this.#log.record({ t: "prompt.queued", command, revision, text, ...from, at });
  }

  #dropped(why: WhyDropped, about: { command?: Uint8Array; device?: Uint8Array } = {}): void {
    this.#log.record({ t: "prompt.dropped", ...about, why, at: this.#clock.now() });
  }
}
