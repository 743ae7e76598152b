// What a run did, as items in the order in which they began. Streamed text and output grow the item they
// name; everything else of the transcript keeps its identity, so that only what changed is drawn anew.
// Items only ever join at the end, so that an item's place names it.

import type { AgentEvent } from "@longrein/protocol";
import { outputCharactersMax, proseCharactersMax } from "./bounds.ts";
import { type Key, keyOf } from "./identifiers.ts";
import { type Sequence, append, emptySequence, findLastIndex, memberAt, put } from "./sequence.ts";

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
  readonly level: "info" | "warning" | "error";
  readonly text: string;
  readonly at: number;
}

export type TranscriptItem = PromptItem | ProseItem | ToolItem | NoticeItem;

export interface Transcript {
  readonly items: Sequence<TranscriptItem>;
  /** The place of the tool that waited for an approval. */
  readonly askedBy: ReadonlyMap<Key, number>;
  readonly plan: readonly PlanEntry[];
}

export const emptyTranscript: Transcript = { items: emptySequence, askedBy: new Map(), plan: [] };

export function extendTranscript(transcript: Transcript, event: AgentEvent): Transcript {
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
      return add(transcript, noticeOf(event));
    default:
      return transcript; // the rest belongs to the inbox, or is not shown yet
  }
}

function noticeOf({ level, text, at }: EventOf<"notice">): NoticeItem {
  return { kind: "notice", level, text, at };
}

function addText(transcript: Transcript, { item, role, delta }: EventOf<"text">): Transcript {
  const place = placeOf(transcript, item);
  const found = memberAt(transcript.items, place);
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
  const known = placeOf(transcript, item);
  const place = known === -1 ? transcript.items.length : known;
  const fresh = { output: "", cut: false, result: undefined };
  const next =
    known === -1
      ? add(transcript, { kind: "tool", item, tool, title, approval, at, ...fresh })
      : changeTool(transcript, item, (before) => ({
          ...before,
          tool,
          title,
          approval: approval ?? before.approval,
        }));
  if (approval === undefined || next === transcript) return next;
  return { ...next, askedBy: new Map(next.askedBy).set(approval, place) };
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
  const found = memberAt(transcript.items, place);
  return found?.kind === "tool" ? replace(transcript, place, change(found)) : transcript;
}

/** Searched from the end: what grows is nearly always among the last. */
function placeOf({ items }: Transcript, item: number): number {
  return findLastIndex(items, (known) => known.kind !== "notice" && known.item === item);
}

function add(transcript: Transcript, item: TranscriptItem): Transcript {
  return { ...transcript, items: append(transcript.items, item) };
}

function replace(transcript: Transcript, place: number, item: TranscriptItem): Transcript {
  return { ...transcript, items: put(transcript.items, place, item) };
}
