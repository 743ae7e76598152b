// What a run did, as items in the order in which they began. Streamed text and output grow the item they
// name; everything else of the transcript keeps its identity, so that only what changed is drawn anew.

import type { AgentEvent } from "@longrein/protocol";
import { outputCharactersMax, proseCharactersMax } from "./bounds.ts";
import { type Key, keyOf } from "./identifiers.ts";

type EventOf<T extends AgentEvent["t"]> = Extract<AgentEvent, { readonly t: T }>;

export type PlanEntry = EventOf<"plan">["entries"][number];
export type ToolResult = Omit<EventOf<"tool.done">, "t" | "item">;
export type ToolKind = EventOf<"tool">["kind"];

export interface PromptItem {
  readonly kind: "prompt";
  readonly item: number;
  readonly text: string;
  readonly at: number;
}

export interface ProseItem {
  readonly kind: "answer" | "thought";
  readonly item: number;
  readonly text: string;
}

export interface ToolItem {
  readonly kind: "tool";
  readonly item: number;
  readonly tool: ToolKind;
  readonly title: string;
  readonly approval: Key | undefined;
  readonly at: number;
  readonly output: string;
  /** Whether the phone let go of the beginning of the output. */
  readonly cut: boolean;
  /** Undefined while it runs or waits. */
  readonly result: ToolResult | undefined;
}

export interface NoticeItem {
  readonly kind: "notice";
  /** The sequence number of its event: notices have no number of their own. */
  readonly seq: number;
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  readonly at: number;
}

export type TranscriptItem = PromptItem | ProseItem | ToolItem | NoticeItem;

export interface Transcript {
  readonly items: readonly TranscriptItem[];
  readonly plan: readonly PlanEntry[];
}

export const emptyTranscript: Transcript = { items: [], plan: [] };

export function extendTranscript(
  transcript: Transcript,
  event: AgentEvent,
  seq: number,
): Transcript {
  switch (event.t) {
    case "prompt":
      return add(transcript, { kind: "prompt", item: event.item, text: event.text, at: event.at });
    case "text":
      return addText(transcript, event);
    case "plan":
      return { ...transcript, plan: event.entries };
    case "tool":
      return addTool(transcript, event);
    case "tool.output":
      return changeTool(transcript, event.item, (tool) => withOutput(tool, event.delta));
    case "tool.done": {
      const { t: _, item, ...result } = event;
      return changeTool(transcript, item, (tool) => ({ ...tool, result }));
    }
    case "notice":
      return add(transcript, {
        kind: "notice",
        seq,
        level: event.level,
        text: event.text,
        at: event.at,
      });
    default:
      return transcript; // the rest belongs to the inbox, or is not shown yet
  }
}

function addText(transcript: Transcript, { item, role, delta }: EventOf<"text">): Transcript {
  const place = placeOf(transcript, item);
  const found = transcript.items[place];
  if (found === undefined) return add(transcript, { kind: role, item, text: delta });
  if (found.kind !== role) return transcript;
  return replace(transcript, place, {
    ...found,
    text: (found.text + delta).slice(0, proseCharactersMax),
  });
}

function addTool(transcript: Transcript, event: EventOf<"tool">): Transcript {
  const { item, kind: tool, title, at } = event;
  const approval = event.approval && keyOf(event.approval);
  if (placeOf(transcript, item) === -1) {
    const fresh = { output: "", cut: false, result: undefined };
    return add(transcript, { kind: "tool", item, tool, title, approval, at, ...fresh });
  }
  return changeTool(transcript, item, (known) => ({
    ...known,
    tool,
    title,
    approval: approval ?? known.approval,
  }));
}

function withOutput(tool: ToolItem, delta: string): ToolItem {
  const output = tool.output + delta;
  if (output.length <= outputCharactersMax) return { ...tool, output };
  return { ...tool, output: output.slice(-outputCharactersMax).toWellFormed(), cut: true };
}

function changeTool(
  transcript: Transcript,
  item: number,
  change: (tool: ToolItem) => ToolItem,
): Transcript {
  const place = placeOf(transcript, item);
  const found = transcript.items[place];
  return found?.kind === "tool" ? replace(transcript, place, change(found)) : transcript;
}

/** Searched from the end: what grows is nearly always among the last. */
function placeOf(transcript: Transcript, item: number): number {
  return transcript.items.findLastIndex((known) => known.kind !== "notice" && known.item === item);
}

function add(transcript: Transcript, item: TranscriptItem): Transcript {
  return { ...transcript, items: [...transcript.items, item] };
}

function replace(transcript: Transcript, place: number, item: TranscriptItem): Transcript {
  return { ...transcript, items: transcript.items.with(place, item) };
}
