// What Codex tells of its work, turned into the events of a run. A tool is told when somebody is asked about
// it, or else when it shows the first sign of life: Codex says that it starts before it asks.

import type { DriverRun, RunEvent } from "../../runs/driver.ts";
import { fieldOf, listOf, numberOf, textOf } from "../../runs/loose-fields.ts";

interface Shown {
  readonly item: number;
  /** As Codex told it last. */
  codexItem: unknown;
  /** Its tool event is in the feed. */
  told: boolean;
  declined: boolean;
  /** Somebody has let it happen. */
  allowed: boolean;
  /** How much of what it says has been told as it came. */
  streamed: number;
  /** Something of it was missed: what is left is told when all of it is known. */
  broken: boolean;
}

type ToolKind = Extract<RunEvent, { t: "tool" }>["kind"];
type ToolStatus = Extract<RunEvent, { t: "tool.done" }>["status"];

const toolKinds: Readonly<Record<string, ToolKind>> = {
  commandExecution: "command",
  fileChange: "edit",
  webSearch: "search",
  imageView: "read",
  mcpToolCall: "other",
  dynamicToolCall: "other",
  collabAgentToolCall: "other",
  imageGeneration: "other",
};

export class Transcript {
  readonly #run: DriverRun;
  readonly #now: () => number;
  readonly #isOurs: (prompt: string) => boolean;
  readonly #items = new Map<string, Shown>();
  /** Of this turn, told to their end. */
  readonly #completedIds = new Set<string>();
  /** Of this turn something was missed. */
  #hasGap = false;

  /** `isOurs` tells whether a prompt with this number was given here. */
  constructor(run: DriverRun, now: () => number, isOurs: (prompt: string) => boolean) {
    this.#run = run;
    this.#now = now;
    this.#isOurs = isOurs;
  }

  notified(method: string, params: unknown): void {
    switch (method) {
      case "item/started":
        this.#shown(fieldOf(params, "item"));
        break;
      case "item/agentMessage/delta":
      case "item/plan/delta":
        this.#text(params, "answer");
        break;
      case "item/reasoning/summaryTextDelta":
      case "item/reasoning/textDelta":
        this.#text(params, "thought");
        break;
      case "item/reasoning/summaryPartAdded":
        this.#newThought(params);
        break;
      case "item/commandExecution/outputDelta":
        this.#output(params);
        break;
      case "item/completed":
        this.#completed(fieldOf(params, "item"));
        break;
      case "turn/plan/updated":
        this.#plan(listOf(params, "plan"));
        break;
      default:
        break;
    }
  }

  /** The number under which the run shows it; whoever asks about it tells its tool event. */
  asksAbout(itemId: string): number {
    const shown = this.#byId(itemId);
    shown.told = true;
    return shown.item;
  }

  declined(itemId: string): void {
    this.#byId(itemId).declined = true;
  }

  allowed(itemId: string): void {
    this.#byId(itemId).allowed = true;
  }

  /** Nothing is told for a while. */
  lost(): void {
    this.#hasGap = true;
    for (const shown of this.#items.values()) shown.broken = true;
  }

  /** What has begun meanwhile, and what has come to its end. */
  caughtUp(codexItems: readonly unknown[]): void {
    for (const codexItem of codexItems) {
      if (isUnderWay(codexItem)) this.#shown(codexItem);
      else this.#completed(codexItem);
    }
  }

  /** Of a turn that somebody else has begun: only what is not over yet is of interest. */
  joined(codexItems: readonly unknown[]): void {
    for (const codexItem of codexItems) if (isUnderWay(codexItem)) this.#shown(codexItem);
  }

  /** Titles of what was begun and has no end yet. */
  underWay(): readonly string[] {
    const begun = [...this.#items.values()].filter(
      ({ told, declined, allowed, streamed }) => told && !declined && (allowed || streamed > 0),
    );
    return begun.map(({ codexItem }) => titleOf(codexItem));
  }

  /** As Codex told it, if it did. */
  codexItem(itemId: string): unknown {
    return this.#items.get(itemId)?.codexItem;
  }

  /** What has no end by now will have none. */
  turnEnded(): void {
    for (const { item, told, codexItem } of this.#items.values()) {
      if (told && toolKindOf(codexItem) !== undefined) {
        this.#run.emit({ t: "tool.done", item, status: "failed" });
      }
    }
    this.#items.clear();
    this.#completedIds.clear();
    this.#hasGap = false;
  }

  #byId(id: string): Shown {
    const known = this.#items.get(id);
    if (known !== undefined) return known;
    const item = this.#run.nextItem();
    const not = { told: false, declined: false, allowed: false };
    const shown = { item, codexItem: undefined, ...not, streamed: 0, broken: this.#hasGap };
    this.#items.set(id, shown);
    return shown;
  }

  #shown(codexItem: unknown): Shown | undefined {
    const id = textOf(codexItem, "id");
    if (id === undefined) return undefined;
    const shown = this.#byId(id);
    shown.codexItem = codexItem;
    return shown;
  }

  #text(params: unknown, role: "answer" | "thought"): void {
    const [id, delta] = [textOf(params, "itemId"), textOf(params, "delta")];
    if (id === undefined || delta === undefined) return;
    const shown = this.#byId(id);
    if (shown.broken) return;
    shown.streamed += delta.length;
    this.#run.emit({ t: "text", item: shown.item, role, delta });
  }

  /** Thoughts come in parts that are paragraphs. */
  #newThought(params: unknown): void {
    const id = textOf(params, "itemId");
    if (id === undefined || numberOf(params, "summaryIndex") === 0) return;
    const { item, broken } = this.#byId(id);
    if (!broken) this.#run.emit({ t: "text", item, role: "thought", delta: "\n\n" });
  }

  #output(params: unknown): void {
    const [id, delta] = [textOf(params, "itemId"), textOf(params, "delta")];
    if (id === undefined || delta === undefined) return;
    const shown = this.#byId(id);
    this.#tell(shown);
    if (shown.broken) return;
    shown.streamed += delta.length;
    this.#run.emit({ t: "tool.output", item: shown.item, delta });
  }

  #completed(codexItem: unknown): void {
    const id = textOf(codexItem, "id") ?? "";
    if (this.#completedIds.has(id)) return;
    const shown = this.#shown(codexItem);
    if (shown === undefined) return;
    this.#items.delete(id);
    this.#completedIds.add(id);
    const type = textOf(codexItem, "type");
    if (type === "userMessage") this.#prompt(shown, codexItem);
    else if (type === "contextCompaction") this.#run.emit({ t: "compacted", at: this.#now() });
    else if (toolKindOf(codexItem) !== undefined) this.#toolEnded(shown, codexItem);
    else this.#restOfText(shown, codexItem);
  }

  #toolEnded(shown: Shown, codexItem: unknown): void {
    const { item } = shown;
    this.#tell(shown);
    const delta = restOf(textOf(codexItem, "aggregatedOutput"), shown);
    if (delta !== "") this.#run.emit({ t: "tool.output", item, delta });
    const exitCode = numberOf(codexItem, "exitCode");
    const durationMs = numberOf(codexItem, "durationMs");
    this.#run.emit({
      t: "tool.done",
      item,
      status: shown.declined ? "declined" : statusOf(codexItem),
      ...(exitCode !== undefined && { exitCode }),
      ...(durationMs !== undefined && { durationMs: Math.max(0, Math.round(durationMs)) }),
      ...diffOf(codexItem),
    });
  }

  /** What was typed at the desktop; what came from here is known already. */
  #prompt({ item }: Shown, codexItem: unknown): void {
    if (this.#isOurs(textOf(codexItem, "clientId") ?? "")) return;
    const texts = listOf(codexItem, "content").map((part) => textOf(part, "text") ?? "");
    this.#run.emit({ t: "prompt", item, text: texts.join("\n"), at: this.#now() });
  }

  /** Some messages come at once. */
  #restOfText(shown: Shown, codexItem: unknown): void {
    const type = textOf(codexItem, "type");
    if (type !== "agentMessage" && type !== "plan") return;
    const delta = restOf(textOf(codexItem, "text"), shown);
    if (delta !== "") this.#run.emit({ t: "text", item: shown.item, role: "answer", delta });
  }

  #plan(steps: readonly unknown[]): void {
    const entries = steps.map((step) => ({
      text: textOf(step, "step") ?? "",
      status: planStatus(textOf(step, "status")),
    }));
    this.#run.emit({ t: "plan", entries });
  }

  #tell(shown: Shown): void {
    if (shown.told) return;
    shown.told = true;
    const { item, codexItem } = shown;
    const kind = toolKindOf(codexItem) ?? "other";
    this.#run.emit({ t: "tool", item, kind, title: titleOf(codexItem), at: this.#now() });
  }
}

/** What was not told as it came: all of it, or nothing, unless something was missed. */
function restOf(whole: string | undefined, { streamed, broken }: Shown): string {
  return streamed === 0 || broken ? (whole ?? "").slice(streamed) : "";
}

function isUnderWay(codexItem: unknown): boolean {
  return textOf(codexItem, "status") === "inProgress";
}

function toolKindOf(codexItem: unknown): ToolKind | undefined {
  return toolKinds[textOf(codexItem, "type") ?? ""];
}

function titleOf(codexItem: unknown): string {
  const named = ["command", "query", "path", "tool"].map((name) => textOf(codexItem, name));
  const paths = listOf(codexItem, "changes").map((change) => textOf(change, "path") ?? "");
  const title = named.find((text) => text !== undefined) ?? paths.join(", ");
  const server = textOf(codexItem, "server");
  return server === undefined ? title : `${server}: ${title}`;
}

function statusOf(codexItem: unknown): ToolStatus {
  switch (textOf(codexItem, "status")) {
    case "declined":
      return "declined";
    case "failed":
    case "inProgress":
      return "failed";
    default:
      return "completed";
  }
}

function diffOf(codexItem: unknown): { readonly diff?: string } {
  const diffs = listOf(codexItem, "changes").map((change) => textOf(change, "diff") ?? "");
  return diffs.length === 0 || textOf(codexItem, "status") !== "completed"
    ? {}
    : { diff: diffs.join("") };
}

function planStatus(status: string | undefined): "pending" | "active" | "done" {
  if (status === "completed") return "done";
  return status === "inProgress" ? "active" : "pending";
}
