// What a run did, as items in the order in which they began. Streamed text and output grow the item they
// name; everything else of the transcript keeps its identity, so that only what changed is drawn anew.
// Items only ever join at the end, so that an item's place names it.

import type { AgentEvent } from "@longrein/protocol";
import { evidenceMax, outputCharactersMax, proseCharactersMax } from "./bounds.ts";
import { type Key, keyOf } from "./identifiers.ts";
import type { RunSettings } from "./phone-port.ts";
import { type Sequence, append, emptySequence, findLastIndex, memberAt, put } from "./sequence.ts";
import { type Spent, addUsage, nothingSpent } from "./spent.ts";
import type { EvidenceItem, Gate, PlanEntry, ToolItem, TranscriptItem } from "./transcript-item.ts";

type EventOf<T extends AgentEvent["t"]> = Extract<AgentEvent, { readonly t: T }>;

export interface Transcript {
  readonly items: Sequence<TranscriptItem>;
  /** The highest number of an item so far: one above it is new, and need not be looked for among thousands. */
  readonly highest: number;
  /** The place of the tool that waited for an approval. */
  readonly askedBy: ReadonlyMap<Key, number>;
  /** The commands whose prompts stand in it. */
  readonly prompts: ReadonlySet<Key>;
  readonly plan: readonly PlanEntry[];
  /** The latest of it, apart from all that was only said. */
  readonly evidence: readonly EvidenceItem[];
  /** What the page of the run alone makes something of, in order: it comes with the code that does. */
  readonly asides: Sequence<AgentEvent>;
  readonly spent: Spent;
  /** What holds, as far as the agent has confirmed it. */
  readonly settings: RunSettings;
}

export const emptyTranscript: Transcript = {
  items: emptySequence,
  highest: -1,
  askedBy: new Map(),
  prompts: new Set(),
  plan: [],
  evidence: [],
  asides: emptySequence,
  spent: nothingSpent,
  settings: {},
};

export function extendTranscript(transcript: Transcript, event: AgentEvent): Transcript {
  switch (event.t) {
    case "prompt":
      return addPrompt(transcript, event);
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
    case "grant.used": {
      const next = changeTool(transcript, event.item, (tool) => ({ ...tool, unasked: true }));
      return addAside(next, event);
    }
    case "validation":
      return addEvidence(transcript, itemOf(event));
    case "gate":
      return addGate(transcript, untagged(event));
    case "artifact":
      return addEvidence(transcript, { kind: "artifact", artifact: untagged(event) });
    case "usage":
      return {
        ...add(transcript, itemOf(event)),
        spent: addUsage(transcript.spent, event),
      };
    case "settings":
      return addSettings(transcript, event);
    case "question.resolved": {
      const { outcome, name, at } = event;
      const device = event.device && keyOf(event.device);
      return add(transcript, { kind: "question", outcome, device, name, at });
    }
    case "attempt":
      return add(transcript, itemOf(event));
    case "compacted":
      return add(transcript, itemOf(event));
    case "notice":
      return add(transcript, itemOf(event));
    default:
      return addAside(transcript, event);
  }
}

/** An event of a newer agent. */
export function addUnknown(transcript: Transcript): Transcript {
  const place = transcript.items.length - 1;
  const last = memberAt(transcript.items, place);
  if (last?.kind !== "unknown") return add(transcript, { kind: "unknown", count: 1 });
  return replace(transcript, place, { kind: "unknown", count: last.count + 1 });
}

function untagged<E extends AgentEvent>(event: E): Omit<E, "t"> {
  const { t: _, ...rest } = event;
  return rest;
}

function itemOf<E extends AgentEvent>(event: E): Omit<E, "t"> & { readonly kind: E["t"] } {
  return { kind: event.t, ...untagged(event) };
}

function addPrompt(transcript: Transcript, event: EventOf<"prompt">): Transcript {
  const { t: kind, command, device, ...said } = event;
  const next = add(transcript, { kind, ...said, device: device && keyOf(device) });
  if (command === undefined) return next;
  return { ...next, prompts: new Set(next.prompts).add(keyOf(command)) };
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

/** Rules that look one after the other make one row. */
function addGate(transcript: Transcript, gate: Gate): Transcript {
  const place = transcript.items.length - 1;
  const last = memberAt(transcript.items, place);
  if (last?.kind !== "gates") return addEvidence(transcript, { kind: "gates", gates: [gate] });
  const together = { kind: "gates" as const, gates: [...last.gates, gate] };
  const evidence = [...transcript.evidence.slice(0, -1), together];
  return { ...replace(transcript, place, together), evidence };
}

function addEvidence(transcript: Transcript, item: EvidenceItem): Transcript {
  const evidence = [...transcript.evidence, item].slice(-evidenceMax);
  return { ...add(transcript, item), evidence };
}

function addSettings(transcript: Transcript, event: EventOf<"settings">): Transcript {
  const { model, mode, profile } = event;
  const changes = { ...(model && { model }), ...(mode && { mode }), ...(profile && { profile }) };
  const settings = { ...transcript.settings, ...changes };
  return { ...add(transcript, itemOf(event)), settings };
}

/** Searched from the end: what grows is nearly always among the last. */
function placeOf({ items, highest }: Transcript, item: number): number {
  if (item > highest) return -1;
  return findLastIndex(items, (known) => "item" in known && known.item === item);
}

function addAside(transcript: Transcript, event: AgentEvent): Transcript {
  return { ...transcript, asides: append(transcript.asides, event) };
}

function add(transcript: Transcript, item: TranscriptItem): Transcript {
  const highest = "item" in item ? Math.max(transcript.highest, item.item) : transcript.highest;
  return { ...transcript, items: append(transcript.items, item), highest };
}

function replace(transcript: Transcript, place: number, item: TranscriptItem): Transcript {
  return { ...transcript, items: put(transcript.items, place, item) };
}
