// What of a machine is worth being written down for the next opening, within bounds, and how. The other side of
// reading it.

import { toBase64url } from "@longrein/protocol";
import type { PhoneState } from "./app-state.ts";
import {
  rememberedCharactersMax,
  rememberedItemsMax,
  rememberedOutputMax,
  rememberedProseMax,
  rememberedQuestionsMax,
  rememberedRunsMax,
  rememberedTranscriptsMax,
  seenRunsMax,
} from "./memory-bounds.ts";
import type { Key } from "./identifiers.ts";
import type { Inbox } from "./inbox.ts";
import { approvalsInSight, isPending, openQuestions, runsInOrder } from "./overview.ts";
import { type Memory, type RunMemory, memoryVersion } from "./read-memory.ts";
import type { SeenRuns } from "./seen-runs.ts";
import { type Sequence, append, emptySequence, memberAt } from "./sequence.ts";
import type { Transcript } from "./transcript.ts";
import type { TranscriptItem } from "./transcript-item.ts";

export function memoryOf(state: PhoneState, slots: readonly Key[]): string {
  return textOf({
    version: memoryVersion,
    asOf: state.heardAt ?? 0,
    clockAheadMs: state.machine?.clockAheadMs ?? 0,
    inbox: worthKeeping(state),
    slots,
    seen: worthMarking(state),
  } satisfies Memory);
}

export function memoryOfRun(run: Key, transcript: Transcript): string {
  const memory = { version: memoryVersion, run, transcript: endOf(transcript) } as const;
  return textOf(memory satisfies RunMemory);
}

/** Its own, or the next that is free, or that of the run in which nothing has happened for longest. */
export function slotFor(slots: readonly Key[], run: Key, { runs }: Inbox): number {
  const own = slots.indexOf(run);
  if (own !== -1) return own;
  if (slots.length < rememberedTranscriptsMax) return slots.length;
  const changed = slots.map((each) => runs.get(each)?.changedAt ?? 0);
  return changed.indexOf(Math.min(...changed));
}

/** What waits, and the latest runs; and the runs of what waits. */
function worthKeeping(state: PhoneState): Inbox {
  const approvals = approvalsInSight(state).filter(isPending).slice(0, rememberedQuestionsMax);
  const questions = openQuestions(state).slice(0, rememberedQuestionsMax);
  const waiting = new Set([...approvals, ...questions].map(({ run }) => run));
  const runs = runsInOrder(state);
  const kept = runs.filter(({ key }, place) => place < rememberedRunsMax || waiting.has(key));
  return { runs: byKey(kept), approvals: byKey(approvals), questions: byKey(questions) };
}

/** Those that there are; where they are too many, the oldest have no news any more. */
function worthMarking({ seen: { since = 0, runs }, inbox }: PhoneState): SeenRuns {
  const known = [...runs].filter(([run]) => inbox.runs.has(run)).toSorted(([, a], [, b]) => b - a);
  const [, dropped = since] = known[seenRunsMax] ?? [];
  return { since: Math.max(since, dropped), runs: new Map(known.slice(0, seenRunsMax)) };
}

function byKey<T extends { readonly key: Key }>(all: readonly T[]): ReadonlyMap<Key, T> {
  return new Map(all.map((each) => [each.key, each]));
}

function endOf(transcript: Transcript): Transcript {
  const { items, askedBy, prompts, evidence, plan } = transcript;
  const { kept, first } = lastItems(items);
  const places = [...askedBy].map(([key, place]) => [key, place - first] as const);
  return {
    ...transcript,
    items: kept,
    askedBy: new Map(places.filter(([, place]) => place >= 0)),
    prompts: new Set([...prompts].slice(-rememberedItemsMax)),
    plan: plan.slice(0, rememberedItemsMax),
    evidence: evidence.slice(-rememberedItemsMax),
  };
}

/** As many as there is room for, and the place of the first. */
function lastItems(items: Sequence<TranscriptItem>) {
  const last: TranscriptItem[] = [];
  let characters = 0;
  let place = items.length;
  while (place > 0 && last.length < rememberedItemsMax) {
    const item = memberAt(items, place - 1);
    if (item === undefined) break;
    const short = shortened(item);
    characters += JSON.stringify(short).length;
    if (characters > rememberedCharactersMax) break;
    last.push(short);
    place--;
  }
  return { kept: last.toReversed().reduce(append, emptyItems), first: place };
}

const emptyItems: Sequence<TranscriptItem> = emptySequence;

function shortened(item: TranscriptItem): TranscriptItem {
  switch (item.kind) {
    case "answer":
    case "thought":
    case "prompt":
      return { ...item, text: item.text.slice(0, rememberedProseMax).toWellFormed() };
    case "tool": {
      if (item.output.length <= rememberedOutputMax) return item;
      const output = item.output.slice(-rememberedOutputMax).toWellFormed();
      return { ...item, output, cut: true };
    }
    default:
      return item;
  }
}

function textOf(value: object): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return { $map: [...part] };
    if (part instanceof Set) return { $set: [...part] };
    return part instanceof Uint8Array ? { $bytes: toBase64url(part) } : part;
  });
}
