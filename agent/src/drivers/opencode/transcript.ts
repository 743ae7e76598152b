// What OpenCode tells of its work, turned into the events of a run. A tool is told when somebody is asked about
// it, or else when it shows the first sign of life: OpenCode says that it runs before it asks.

import type { DriverRun, RunEvent } from "../../runs/driver.ts";
import { fieldAt, textOf } from "../../runs/loose-fields.ts";
import { durationOf, exitCodeOf, inputOf, kindOf, titleOf, toolOf } from "./tool-call.ts";
import { grownBy, noOutput } from "./tool-output.ts";

interface Shown {
  readonly item: number;
  /** What is told of it so far. */
  said: string;
  told: boolean;
  done: boolean;
  verdict: Verdict | undefined;
}

/** How the question about a tool was answered. */
export type Verdict =
  | { readonly kind: "allowed"; readonly at: number; readonly diff?: string }
  | { readonly kind: "declined"; readonly words?: string }
  | { readonly kind: "void" };

type ToolDone = Extract<RunEvent, { t: "tool.done" }>;

export class Transcript {
  readonly #run: DriverRun;
  readonly #now: () => number;
  /** Texts by their part, tools by their call. */
  readonly #shown = new Map<string, Shown>();
  /** Of turns that have ended; OpenCode may still say something of them. */
  readonly #over = new Set<string>();

  constructor(run: DriverRun, now: () => number) {
    this.#run = run;
    this.#now = now;
  }

  text(part: unknown, role: "answer" | "thought"): void {
    if (this.#over.has(textOf(part, "id") ?? "")) return;
    const shown = this.#of(textOf(part, "id") ?? "");
    const text = textOf(part, "text") ?? "";
    // At its end it may be told once more, trimmed.
    if (text.startsWith(shown.said)) this.#say(shown, role, text.slice(shown.said.length));
  }

  /** More of a text that is already known. */
  delta(partId: string, role: "answer" | "thought", delta: string): void {
    if (this.#over.has(partId)) return;
    this.#say(this.#of(partId), role, delta);
  }

  tool(part: unknown): void {
    if (this.#over.has(callOf(part))) return;
    const shown = this.#of(callOf(part));
    if (shown.done) return;
    switch (textOf(fieldAt(part, "state"), "status")) {
      case "running":
        if (hasBegun(part)) this.#output(shown, part);
        break;
      case "completed":
        this.#output(shown, part);
        this.#end(shown, part, hasFailed(part) ? "failed" : "completed");
        break;
      case "error":
        this.#failed(shown, part);
        break;
      default:
        break;
    }
  }

  /** The number under which the run shows this call; whoever asks about it tells its tool event. */
  asksAbout(call: string): number {
    const shown = this.#of(call);
    shown.told = true;
    // Until somebody allows it.
    shown.verdict = { kind: "declined" };
    return shown.item;
  }

  judged(call: string, verdict: Verdict): void {
    this.#of(call).verdict = verdict;
  }

  plan(todos: readonly unknown[]): void {
    const entries = todos.flatMap((todo) => {
      const status = textOf(todo, "status");
      const entry = { text: textOf(todo, "content") ?? "", status: planStatus(status) };
      return status === "cancelled" ? [] : [entry];
    });
    this.#run.emit({ t: "plan", entries });
  }

  /** What has no end by now will have none. */
  turnEnded(): void {
    for (const shown of this.#shown.values()) {
      if (!shown.told || shown.done) continue;
      shown.done = true;
      this.#run.emit({ t: "tool.done", item: shown.item, status: statusOf(shown, "failed") });
    }
    for (const id of this.#shown.keys()) this.#over.add(id);
    this.#shown.clear();
  }

  #of(id: string): Shown {
    const known = this.#shown.get(id);
    if (known !== undefined) return known;
    const item = this.#run.nextItem();
    const shown = { item, said: "", told: false, done: false, verdict: undefined };
    this.#shown.set(id, shown);
    return shown;
  }

  #say(shown: Shown, role: "answer" | "thought", delta: string): void {
    if (delta === "") return;
    shown.said += delta;
    this.#run.emit({ t: "text", item: shown.item, role, delta });
  }

  #output(shown: Shown, part: unknown): void {
    this.#tell(shown, part);
    const state = fieldAt(part, "state");
    // A command's output grows in its metadata; that of other tools comes at once, at the end.
    const now = textOf(fieldAt(state, "metadata"), "output") ?? textOf(state, "output") ?? "";
    if (now === "" || now === noOutput) return;
    const delta = grownBy(shown.said, now);
    shown.said = now;
    if (delta !== "") this.#run.emit({ t: "tool.output", item: shown.item, delta });
  }

  #failed(shown: Shown, part: unknown): void {
    this.#tell(shown, part);
    const why = textOf(fieldAt(part, "state"), "error") ?? "";
    const isOwn = shown.verdict !== undefined && shown.verdict.kind !== "allowed";
    if (!isOwn && why !== "") this.#run.emit({ t: "tool.output", item: shown.item, delta: why });
    this.#end(shown, part, "failed");
  }

  #end(shown: Shown, part: unknown, otherwise: "completed" | "failed"): void {
    shown.done = true;
    const { verdict, item } = shown;
    const allowedAt = verdict?.kind === "allowed" ? verdict.at : undefined;
    const [exitCode, durationMs] = [exitCodeOf(part), durationOf(part, allowedAt)];
    const diff = verdict?.kind === "allowed" ? verdict.diff : undefined;
    const words = verdict?.kind === "declined" ? verdict.words : undefined;
    this.#run.emit({
      t: "tool.done",
      item,
      status: statusOf(shown, otherwise),
      ...(exitCode !== undefined && { exitCode }),
      ...(durationMs !== undefined && { durationMs }),
      ...(diff !== undefined && otherwise === "completed" && { diff }),
      ...(words !== undefined && { words }),
    });
  }

  #tell(shown: Shown, part: unknown): void {
    if (shown.told) return;
    shown.told = true;
    const tool = toolOf(part);
    const title = titleOf(tool, inputOf(part));
    this.#run.emit({ t: "tool", item: shown.item, kind: kindOf(tool), title, at: this.#now() });
  }
}

export function callOf(part: unknown): string {
  return textOf(part, "callID") ?? textOf(part, "id") ?? "";
}

/** A command that runs has an output, if only an empty one; what waits for an answer has none. */
export function hasBegun(part: unknown): boolean {
  return textOf(fieldAt(part, "state", "metadata"), "output") !== undefined;
}

/** A command with a code, or one that was ended and has none. */
function hasFailed(part: unknown): boolean {
  return toolOf(part) === "bash" && exitCodeOf(part) !== 0;
}

function statusOf({ verdict }: Shown, otherwise: ToolDone["status"]): ToolDone["status"] {
  return verdict === undefined || verdict.kind === "allowed" ? otherwise : verdict.kind;
}

function planStatus(status: string | undefined): "pending" | "active" | "done" {
  if (status === "completed") return "done";
  return status === "in_progress" ? "active" : "pending";
}
