// What a coding agent tells of its work, turned into the events of a run. A tool is told when somebody is asked
// about it, or else when it must be under way.

import type { DriverRun, RunEvent } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { type ToolCall, diffTextOf, kindOf, merged, outputOf, titleOf } from "./tool-call.ts";

interface Shown {
  readonly item: number;
  call: ToolCall;
  told: boolean;
  done: boolean;
  verdict: Verdict | undefined;
}

/** How the question about a tool was answered. */
export type Verdict =
  | { readonly kind: "allowed" }
  | { readonly kind: "declined"; readonly words?: string }
  | { readonly kind: "void" };

type Role = Extract<RunEvent, { t: "text" }>["role"];
type Status = Extract<RunEvent, { t: "tool.done" }>["status"];

export class Transcript {
  readonly #run: DriverRun;
  readonly #now: () => number;
  readonly #calls = new Map<string, Shown>();
  /** What is being said: chunks follow each other until something else comes. */
  #saying: { readonly role: Role; readonly item: number } | undefined;

  constructor(run: DriverRun, now: () => number) {
    this.#run = run;
    this.#now = now;
  }

  update(update: unknown): void {
    switch (textOf(update, "sessionUpdate")) {
      case "agent_message_chunk":
        this.#say("answer", fieldOf(update, "content"));
        break;
      case "agent_thought_chunk":
        this.#say("thought", fieldOf(update, "content"));
        break;
      case "tool_call":
      case "tool_call_update":
        this.#tool(update);
        break;
      case "plan":
        this.#plan(listOf(update, "entries"));
        break;
      case "available_commands_update":
        this.#run.emit({ t: "commands", commands: commandsIn(update) });
        break;
      default:
        break;
    }
  }

  /** The number under which the run shows this call, and all that is known of it. */
  asksAbout(call: unknown): { readonly item: number; readonly call: ToolCall } {
    const shown = this.#of(textOf(call, "toolCallId") ?? "");
    shown.call = merged(shown.call, call);
    shown.told = true;
    // Until somebody allows it.
    shown.verdict = { kind: "declined" };
    return shown;
  }

  judged(call: ToolCall, verdict: Verdict): void {
    this.#of(textOf(call, "toolCallId") ?? "").verdict = verdict;
  }

  /** What has no end by now will have none. */
  turnEnded(): void {
    for (const shown of this.#calls.values()) {
      if (shown.told && !shown.done) this.#end(shown, "failed");
    }
    this.#calls.clear();
    this.#saying = undefined;
  }

  #of(id: string): Shown {
    const known = this.#calls.get(id);
    if (known !== undefined) return known;
    this.#saying = undefined;
    const item = this.#run.nextItem();
    const shown = { item, call: {}, told: false, done: false, verdict: undefined };
    this.#calls.set(id, shown);
    return shown;
  }

  #say(role: Role, content: unknown): void {
    const delta = textOf(content, "text") ?? "";
    if (delta === "") return;
    if (this.#saying?.role !== role) this.#saying = { role, item: this.#run.nextItem() };
    this.#run.emit({ t: "text", item: this.#saying.item, role, delta });
  }

  #tool(update: unknown): void {
    const shown = this.#of(textOf(update, "toolCallId") ?? "");
    if (shown.done) return;
    shown.call = merged(shown.call, update);
    switch (textOf(shown.call, "status")) {
      case "in_progress":
        if (isHarmless(shown.call)) this.#tell(shown);
        break;
      case "completed":
        this.#end(shown, "completed");
        break;
      case "failed":
        this.#end(shown, "failed");
        break;
      default:
        break;
    }
  }

  #end(shown: Shown, otherwise: "completed" | "failed"): void {
    this.#tell(shown);
    shown.done = true;
    const { item, call, verdict } = shown;
    const isOwn = verdict !== undefined && verdict.kind !== "allowed";
    const output = isOwn ? "" : outputOf(call);
    const diff = otherwise === "completed" ? diffTextOf(call) : "";
    const status: Status = isOwn ? verdict.kind : otherwise;
    const words = verdict?.kind === "declined" ? verdict.words : undefined;
    if (output !== "") this.#run.emit({ t: "tool.output", item, delta: output });
    this.#run.emit({
      t: "tool.done",
      item,
      status,
      ...(diff !== "" && { diff }),
      ...(words !== undefined && { words }),
    });
  }

  #plan(steps: readonly unknown[]): void {
    const entries = steps.map((step) => ({
      text: textOf(step, "content") ?? "",
      status: planStatus(textOf(step, "status")),
    }));
    this.#run.emit({ t: "plan", entries });
  }

  #tell(shown: Shown): void {
    if (shown.told) return;
    shown.told = true;
    const { item, call } = shown;
    this.#run.emit({ t: "tool", item, kind: kindOf(call), title: titleOf(call), at: this.#now() });
  }
}

function commandsIn(update: unknown): Extract<RunEvent, { t: "commands" }>["commands"] {
  return listOf(update, "availableCommands").map((command) => ({
    name: textOf(command, "name") ?? "",
    says: textOf(command, "description") ?? "",
    hint: textOf(fieldOf(command, "input"), "hint") ?? "",
  }));
}

/** About others it may still ask, though it says that they are under way. */
function isHarmless(call: ToolCall): boolean {
  return kindOf(call) !== "command" && kindOf(call) !== "edit";
}

function planStatus(status: string | undefined): "pending" | "active" | "done" {
  if (status === "completed") return "done";
  return status === "in_progress" ? "active" : "pending";
}
