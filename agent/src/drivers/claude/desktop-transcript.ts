// What happens in a session at the desktop, as its transcript tells it, from one prompt on, turned into the events
// of a run.

import { FileTail } from "../../platform/file-tail.ts";
import type { DriverRun } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { type Call, Calls } from "./calls.ts";
import { DesktopUsage } from "./desktop-usage.ts";
import { type ToolResult, hear } from "./heard.ts";
import { sameJson } from "./same-json.ts";
import { Transcript, interrupted } from "./transcript.ts";
import { isInterruption, parsedLine, promptIn } from "./transcript-files.ts";

export interface DesktopTranscriptOptions {
  readonly run: DriverRun;
  readonly path: string;
  /** The prompt that the turn began with. */
  readonly promptId: string;
  readonly now: () => number;
}

/** What a hook says that it is about; it does not say which call. */
export type Wanted = Pick<Call, "tool" | "cwd"> & { readonly input: unknown };

/** As much of a turn that began before we heard of it. */
export const turnBytesMax = 4 * 1_024 * 1_024;

/** The transcript is written a moment later than the hook is called. */
const looksForCall = 15;
const lookForCallMs = 100;

export class DesktopTranscript {
  readonly #options: DesktopTranscriptOptions;
  readonly #tail: FileTail;
  readonly #calls = new Calls();
  readonly #transcript: Transcript;
  readonly #usage = new DesktopUsage();
  /** What the model wants done and has no result yet, by the call's id. */
  readonly #wanted = new Map<string, { readonly tool: string; readonly input: unknown }>();
  #hasBegun = false;
  #hasEnded = false;
  #reading: Promise<void> = Promise.resolve();
  #unknownCalls = 0;

  constructor(options: DesktopTranscriptOptions) {
    const { run, path, now } = options;
    this.#options = options;
    this.#tail = new FileTail(path, turnBytesMax);
    this.#transcript = new Transcript(run, this.#calls, now);
  }

  /** It says so, unless the turn ended in an odd way. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Tells what has come since. */
  readOn(): Promise<void> {
    this.#reading = this.#reading.then(async () => {
      for (const line of await this.#tail.read()) this.#take(line);
    });
    return this.#reading;
  }

  /** The call that is meant; one of its own where the transcript has none, as of a subagent. */
  async callOf(wanted: Wanted): Promise<Call> {
    const { tool, cwd } = wanted;
    for (let look = 1; look < looksForCall && this.#find(wanted) === undefined; look++) {
      await this.readOn();
      await new Promise((resolve) => setTimeout(resolve, lookForCallMs));
    }
    const id = this.#find(wanted) ?? `unknown ${this.#unknownCalls++}`;
    const call: Call = { id, tool, cwd, shell: "", outcome: { kind: "unasked" } };
    this.#calls.add(call);
    return call;
  }

  hasResult({ id }: Call): boolean {
    return !id.startsWith("unknown") && !this.#wanted.has(id);
  }

  close(): void {
    const { run, now } = this.#options;
    this.#transcript.closeAll();
    const used = this.#usage.take(now());
    if (used !== undefined) run.emit(used);
  }

  #find({ tool, input }: Wanted): string | undefined {
    const found = [...this.#wanted].find(
      ([id, call]) =>
        call.tool === tool && sameJson(call.input, input) && this.#calls.get(id) === undefined,
    );
    return found?.[0];
  }

  #take(line: string): void {
    const { run, promptId, now } = this.#options;
    const about = parsedLine(line);
    if (this.#hasBegun && textOf(about, "type") === "assistant") {
      this.#usage.heard(fieldOf(about, "message"));
    }
    if (fieldOf(about, "isSidechain") === true) return;
    this.#hasEnded ||= this.#hasBegun && isInterruption(about);
    const prompt = promptIn(about);
    if (prompt !== undefined) {
      this.#hasEnded = false;
      if (this.#hasBegun) run.emit({ t: "prompt", item: run.nextItem(), text: prompt, at: now() });
      this.#hasBegun ||= textOf(about, "promptId") === promptId;
    } else if (this.#hasBegun) this.#tell(line);
  }

  #tell(line: string): void {
    const heard = hear(line);
    switch (heard?.kind) {
      case "assistant":
        this.#note(heard.message);
        return this.#transcript.assistant(heard);
      case "results":
        return heard.results.forEach((result) => this.#resulted(result));
      case "system":
        this.#hasEnded ||= heard.subtype === "turn_duration";
        return this.#transcript.system(heard);
      default:
        return;
    }
  }

  #note(message: unknown): void {
    for (const block of listOf(message, "content")) {
      const id = textOf(block, "id");
      const tool = textOf(block, "name");
      if (id === undefined || tool === undefined) continue;
      this.#wanted.set(id, { tool, input: fieldOf(block, "input") });
    }
  }

  #resulted(result: ToolResult): void {
    const call = this.#calls.get(result.call);
    const isRefused = result.text.startsWith(interrupted);
    // Whatever was answered on a phone: at the desktop they were faster, and said no.
    if (call !== undefined && isRefused) call.outcome = { kind: "declined" };
    this.#wanted.delete(result.call);
    this.#transcript.resulted(result);
  }
}
