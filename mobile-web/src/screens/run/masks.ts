// Which secrets of a run are hidden in a text: by the marks that the agent has put in their place. Pure.

import type { TranscriptItem } from "../../state/transcript-item.ts";

export interface Mask {
  /** As the agent calls it. */
  readonly kind: string;
  /** By which an owner asks for it. */
  readonly number: number;
}

const begins = "[hidden: ";
const mark = /\[hidden: ([^\][\n]{1,64}) (\d{1,6})\]/g;
/** As many as one row can list. */
const masksMax = 8;

/** Each once. */
export function masksIn(item: TranscriptItem): readonly Mask[] {
  const text = textOf(item);
  if (!text.includes(begins)) return [];
  const found = new Map<number, Mask>();
  for (const [, kind = "", number = ""] of text.matchAll(mark)) {
    found.set(Number(number), { kind, number: Number(number) });
    if (found.size === masksMax) break;
  }
  return [...found.values()];
}

function textOf(item: TranscriptItem): string {
  switch (item.kind) {
    case "prompt":
    case "answer":
    case "thought":
    case "notice":
      return item.text;
    case "tool":
      return `${item.title}\n${item.output}\n${item.result?.diff ?? ""}`;
    default:
      return "";
  }
}
