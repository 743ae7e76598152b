// Claude Code while it runs for a conversation: the process, who answers what it asks, who tells what it does,
// and the turn that is under way.

import type { DriverRun } from "../../runs/driver.ts";
import { Approver } from "./approver.ts";
import { Calls } from "./calls.ts";
import { type ClaudeListener, ClaudeProcess, type ClaudeStart } from "./claude-process.ts";
import { type Spoken, costIn } from "./heard.ts";
import type { PlanFile } from "./plan-file.ts";
import type { SessionState } from "./session-state.ts";
import { Transcript } from "./transcript.ts";
import type { Turn, TurnEnd } from "./turn.ts";
import { usageOf } from "./usage.ts";

export interface LiveOptions {
  readonly run: DriverRun;
  readonly state: SessionState;
  readonly start: ClaudeStart;
  /** What commands run in. */
  readonly shell: string;
  readonly planFile: PlanFile;
  readonly now: () => number;
}

export class LiveClaude implements ClaudeListener {
  readonly process: ClaudeProcess;
  turn: Turn | undefined;
  readonly #options: LiveOptions;
  readonly #approver: Approver;
  readonly #calls = new Calls();
  readonly #transcript: Transcript;
  /** What the session has cost up to the last that was told, in millionths of a dollar, if that is known. */
  #cost: number | undefined;

  constructor(options: LiveOptions) {
    const { run, shell, planFile, now, start } = options;
    this.#options = options;
    this.process = new ClaudeProcess(start, this);
    this.#transcript = new Transcript(run, this.#calls, now);
    this.#approver = new Approver({
      run,
      channel: this.process.channel,
      calls: this.#calls,
      place: { folder: run.folder, shell },
      planFile,
      now,
      alarm: (text) => this.#alarm(text),
    });
  }

  /** Rejects, and nothing of it is left, if it cannot be used. */
  async greet(): Promise<void> {
    try {
      const { models, commands } = await this.process.greet();
      const { state, run } = this.#options;
      state.models = models.map(({ name }) => name);
      run.emit({ t: "commands", commands });
      // What is gone on with has cost something before; without an answer the first turn tells no cost.
      this.#cost = costIn(await this.process.channel.request("get_usage").catch(() => undefined));
    } catch (failure) {
      await this.process.close();
      throw failure;
    }
  }

  /** Nobody is asked any more about what it wanted. */
  withdraw(): void {
    this.#approver.clear();
  }

  /** Tells what a turn leaves behind. */
  finish(end: TurnEnd): void {
    this.turn = undefined;
    this.withdraw();
    this.#transcript.closeAll();
    if (end.kind === "result") this.#tellUsage(end.result);
  }

  heard(message: Spoken): void {
    const { run, state, now } = this.#options;
    switch (message.kind) {
      case "hook":
        this.#approver.hook(message.id, message.input);
        break;
      case "permission":
        void this.#approver.permission(message.id, message.request);
        break;
      case "cancel":
        this.#approver.cancelled(message.id);
        break;
      case "begun":
        state.begun(run, message, now());
        break;
      case "stream":
        this.#transcript.stream(message);
        break;
      case "assistant":
        this.#transcript.assistant(message);
        break;
      case "results":
        this.#resulted(message);
        break;
      case "taken":
        this.turn?.taken(message.uuid);
        break;
      case "system":
        state.changed(run, message, now());
        this.#transcript.system(message);
        break;
      case "result":
        if (this.turn?.resulted(message.result) === false) this.#tellUsage(message.result);
        break;
    }
  }

  overlong(): void {
    const text = "Claude Code said something too long to be shown; it was passed over.";
    const { run, now } = this.#options;
    run.emit({ t: "notice", level: "warning", text, at: now() });
  }

  #resulted({ results }: Extract<Spoken, { kind: "results" }>): void {
    for (const result of results) {
      const call = this.#calls.get(result.call);
      if (call !== undefined) this.#approver.resulted(call);
      this.#transcript.resulted(result);
    }
  }

  #tellUsage(result: unknown): void {
    const { run, state, now } = this.#options;
    const before = this.#cost;
    const total = costIn(result) ?? before;
    this.#cost = total;
    const spent =
      before === undefined || total === undefined ? undefined : Math.max(0, total - before);
    const usage = usageOf(result, state.model, spent, this.#transcript.context, now());
    if (usage !== undefined) run.emit(usage);
  }

  #alarm(text: string): void {
    const next = "Look at what it did, and stop the run if you do not know why.";
    const { run, now } = this.#options;
    run.emit({ t: "notice", level: "error", text, next, at: now() });
  }
}
