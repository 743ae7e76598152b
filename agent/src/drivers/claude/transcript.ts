// What Claude Code tells of a turn, turned into the events of a run: text and thoughts as they stream, tools
// with their output, the plan, what it cost, and what it does to its memory.

import type { AgentEvent } from "@longrein/protocol";
import type { DriverRun } from "../../runs/driver.ts";
import { fieldAt, fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import type { Call, Calls, Outcome } from "./calls.ts";
import { nextStep } from "./claude-failure.ts";
import type { Heard, ToolResult } from "./heard.ts";
import { titleOf } from "./proposal.ts";
import { questionTool } from "./questions.ts";
import { TaskList } from "./task-list.ts";
import { kindOf } from "./tool-kind.ts";

type Of<K extends Heard["kind"]> = Extract<Heard, { kind: K }>;
type Done = Extract<AgentEvent, { t: "tool.done" }>;

/** Whose calls are told in another way than as a tool. */
const toldOtherwise: readonly string[] = [questionTool, "ToolSearch"];

/** How the result of a call begins that was stopped. */
export const interrupted = "The user doesn't want to proceed with this tool use.";

export class Transcript {
  readonly #run: DriverRun;
  readonly #calls: Calls;
  readonly #now: () => number;
  readonly #plan = new TaskList();
  /** What the model has called, as it said it; by the call's id. */
  readonly #asked = new Map<string, { readonly tool: string; readonly input: unknown }>();
  /** The item of the block of text that now streams. */
  #block: { readonly item: number; readonly role: "answer" | "thought" } | undefined;
  /** Messages of which pieces came: told already when they come as a whole. */
  readonly #streamed = new Set<string>();
  #streaming = "";
  #context: number | undefined;

  constructor(run: DriverRun, calls: Calls, now: () => number) {
    this.#run = run;
    this.#calls = calls;
    this.#now = now;
  }

  /** What the last request to the model was long. */
  get context(): number | undefined {
    return this.#context;
  }

  stream({ of, event }: Of<"stream">): void {
    if (of !== undefined) return;
    switch (textOf(event, "type")) {
      case "message_start":
        this.#streaming = textOf(fieldOf(event, "message"), "id") ?? "";
        this.#streamed.add(this.#streaming);
        this.#measure(fieldAt(event, "message", "usage"));
        break;
      case "content_block_start":
        this.#open(textOf(fieldOf(event, "content_block"), "type"));
        break;
      case "content_block_delta":
        this.#delta(fieldOf(event, "delta"));
        break;
      case "message_delta":
        this.#measure(fieldOf(event, "usage"));
        break;
      default:
        break;
    }
  }

  assistant({ of, message }: Of<"assistant">): void {
    const told = this.#streamed.has(textOf(message, "id") ?? "");
    // What Claude Code itself says in the model's place is told by the turn's result.
    const own = textOf(message, "model") === "<synthetic>";
    for (const block of listOf(message, "content")) {
      const id = textOf(block, "id");
      const tool = textOf(block, "name");
      if (id !== undefined && tool !== undefined) {
        this.#asked.set(id, { tool, input: fieldOf(block, "input") });
      } else if (of === undefined && !told && !own) this.#tellWhole(block);
    }
  }

  resulted(result: ToolResult): void {
    const asked = this.#asked.get(result.call);
    const call = this.#calls.get(result.call);
    const tool = call?.tool ?? asked?.tool ?? "a tool";
    const plan = this.#plan.after(tool, asked?.input, result);
    if (plan !== undefined) this.#run.emit(plan);
    else if (!toldOtherwise.includes(tool)) this.#tellResult(result, call, tool, asked?.input);
    this.#asked.delete(result.call);
    this.#calls.remove(result.call);
  }

  /** The turn is over: what has no result will get none. */
  closeAll(): void {
    this.#block = undefined;
    for (const { item } of this.#calls.all()) {
      if (item !== undefined) this.#run.emit({ t: "tool.done", item, status: "failed" });
    }
    this.#calls.clear();
    this.#asked.clear();
    this.#streamed.clear();
  }

  system({ subtype, about }: Of<"system">): void {
    const at = this.#now();
    if (subtype === "compact_boundary") this.#run.emit({ t: "compacted", at });
    if (subtype === "session_title_changed") this.#run.titled(textOf(about, "title") ?? "");
    if (subtype === "api_retry" && numberOf(about, "attempt") === 1) {
      const status = numberOf(about, "error_status");
      const why = textOf(about, "error")?.replaceAll("_", " ") ?? "no reason given";
      const text = `The model did not answer (${status ?? "no connection"}: ${why}). Claude Code tries again.`;
      this.#run.emit({ t: "notice", level: "info", text, next: nextStep(status, why), at });
    }
  }

  #open(type: string | undefined): void {
    const role = type === "text" ? "answer" : type === "thinking" ? "thought" : undefined;
    this.#block = role === undefined ? undefined : { item: this.#run.nextItem(), role };
  }

  #delta(delta: unknown): void {
    const text = textOf(delta, "text") ?? textOf(delta, "thinking") ?? "";
    if (this.#block !== undefined && text !== "") {
      this.#run.emit({ t: "text", ...this.#block, delta: text });
    }
  }

  #tellWhole(block: unknown): void {
    const text = textOf(block, "text") ?? textOf(block, "thinking");
    if (text === undefined || text === "") return;
    const role = textOf(block, "type") === "thinking" ? "thought" : "answer";
    this.#run.emit({ t: "text", item: this.#run.nextItem(), role, delta: text });
  }

  #tellResult(result: ToolResult, call: Call | undefined, tool: string, input: unknown): void {
    const item = call?.item ?? this.#tellTool(tool, input);
    const outcome: Outcome = call?.outcome ?? { kind: "unasked" };
    const delta = outputOf(result, outcome);
    if (delta !== "") this.#run.emit({ t: "tool.output", item, delta });
    this.#run.emit({ t: "tool.done", item, ...endOf(result, call), ...this.#duration(call) });
  }

  /** Of what nobody was asked about: Claude Code itself turned it down, or knows no such tool. */
  #tellTool(tool: string, input: unknown): number {
    const item = this.#run.nextItem();
    const title = titleOf(tool, input, this.#run.folder);
    this.#run.emit({ t: "tool", item, kind: kindOf(tool), title, at: this.#now() });
    return item;
  }

  #duration({ since }: Partial<Call> = {}): { durationMs?: number } {
    return since === undefined ? {} : { durationMs: Math.max(0, this.#now() - since) };
  }

  #measure(usage: unknown): void {
    const input = numberOf(usage, "input_tokens");
    if (input === undefined || input === 0) return;
    const cached = numberOf(usage, "cache_read_input_tokens") ?? 0;
    const written = numberOf(usage, "cache_creation_input_tokens") ?? 0;
    this.#context = input + cached + written + (numberOf(usage, "output_tokens") ?? 0);
  }
}

function endOf({ text, failed }: ToolResult, call: Call | undefined): Omit<Done, "t" | "item"> {
  const outcome = call?.outcome ?? { kind: "unasked" };
  switch (outcome.kind) {
    case "void":
      return { status: "void" };
    case "declined":
      return outcome.words === undefined
        ? { status: "declined" }
        : { status: "declined", words: outcome.words };
    case "asking":
      return { status: "declined" };
    case "unasked":
      return { status: failed ? "failed" : "completed" };
    case "approved": {
      const { action } = outcome;
      const status = failed ? "failed" : "completed";
      if (action.t === "command") return { status, ...exitCode(text, failed) };
      const diff = action.t === "edit" ? action.changes.map((change) => change.diff).join("") : "";
      return diff === "" || failed ? { status } : { status, diff };
    }
  }
}

function exitCode(text: string, failed: boolean): { exitCode?: number } {
  if (!failed) return { exitCode: 0 };
  const code = /^(?:Error: )?Exit code (\d+)/.exec(text)?.[1];
  return code === undefined ? {} : { exitCode: Number(code) };
}

/** Without Claude Code's own words to the model, as far as they tell nothing that is not shown otherwise. */
function outputOf({ text, failed }: ToolResult, outcome: Outcome): string {
  if (text.startsWith(interrupted)) return "";
  switch (outcome.kind) {
    case "unasked":
      return text.replaceAll(/<\/?tool_use_error>/g, "");
    case "approved":
      if (outcome.action.t === "edit" && !failed) return "";
      return failed ? text.replace(/^Exit code \d+\n?/, "") : text;
    default:
      return "";
  }
}
