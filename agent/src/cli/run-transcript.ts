// The events of a run as lines to read. Text comes in pieces that know nothing of lines: a line is told when
// it is whole, or when something else begins.

import type { AgentEvent } from "@longrein/protocol";
import { inDollars } from "../spend/spend-words.ts";
import { shortId } from "./ask-agent.ts";
import { showText } from "./show-text.ts";

type Delta = Extract<AgentEvent, { delta: string }>;
type Plan = Extract<AgentEvent, { t: "plan" }>;

const planMarks = { pending: " ", active: "-", done: "x" } as const;

export class RunTranscript {
  #begun: { readonly mark: string; readonly item: number; text: string } | undefined;
  /** As it was last told. */
  #plan: readonly string[] = [];

  take(event: AgentEvent): string[] {
    if ("delta" in event) return this.#takePiece(event);
    return [...this.end(), ...(event.t === "plan" ? this.#takePlan(event) : wholeLines(event))];
  }

  /** What was begun, and will not be gone on with. */
  end(): string[] {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun === undefined || begun.text === "" ? [] : marked(begun.mark, begun.text);
  }

  /** The whole of it once; from then on what has changed. */
  #takePlan({ entries }: Plan): string[] {
    const before = this.#plan;
    this.#plan = entries.map(({ text, status }) => `  [${planMarks[status]}] ${showText(text)}`);
    return this.#plan.filter((line) => !before.includes(line));
  }

  #takePiece(event: Delta): string[] {
    const mark = markOf(event);
    const isMore = this.#begun?.mark === mark && this.#begun.item === event.item;
    const before = isMore ? [] : this.end();
    const pieces = `${this.#begun?.text ?? ""}${event.delta}`.split("\n");
    this.#begun = { mark, item: event.item, text: pieces.pop() ?? "" };
    return [...before, ...pieces.flatMap((line) => marked(mark, line))];
  }
}

function markOf(event: Delta): string {
  if (event.t === "tool.output") return "|";
  return event.role === "thought" ? "~" : " ";
}

function wholeLines(event: Exclude<AgentEvent, Delta | Plan>): string[] {
  switch (event.t) {
    case "prompt":
      return marked(">", event.text);
    case "tool":
      return marked("*", event.title);
    case "tool.done": {
      const { status, exitCode, words } = event;
      const code = exitCode === undefined ? "" : `, exit code ${exitCode}`;
      return [`  ${status}${code}`, ...(words === undefined ? [] : marked("<", words))];
    }
    case "attempt":
      return event.warning === undefined ? [] : marked("!", event.warning);
    case "settings": {
      const { model, mode, profile } = event;
      const set = Object.entries({ model, mode, profile }).filter(
        ([, value]) => value !== undefined,
      );
      return marked("*", `from here on: ${set.map((pair) => pair.join(" ")).join(", ")}`);
    }
    case "usage":
      return marked("*", usageWords(event));
    case "compacted":
      return ["* the coding agent has shortened what it remembers"];
    case "notice":
      return [
        ...marked("!", event.text),
        ...(event.next === undefined ? [] : marked(" ", event.next)),
      ];
    case "artifact": {
      const { artifact, title, bytes, truncated = false } = event;
      const size = `${bytes} bytes${truncated ? ", cut" : ""}`;
      return marked("*", `kept: ${title} (${size}), ${shortId(artifact)}`);
    }
    case "validation":
      return marked("*", `check: ${event.title}: ${event.status}`);
    case "gate":
      return marked("*", `rule ${event.rule}: ${event.verdict}: ${event.text}`);
    default:
      return [];
  }
}

function usageWords({ input, output, cost, estimated }: Extract<AgentEvent, { t: "usage" }>) {
  const tokens = `${input} tokens read, ${output} written`;
  if (cost === undefined) return tokens;
  return `${tokens}, ${estimated === true ? "about " : ""}${inDollars(cost)}`;
}

function marked(mark: string, text: string): string[] {
  const lines = showText(text).replace(/\n+$/, "").split("\n");
  return lines.map((line) => `${mark} ${line}`.trimEnd());
}
