// About how high an item will be before it was ever drawn, so that the scroll bar tells nearly the truth.

import type { TranscriptItem } from "../../state/transcript-item.ts";

const slotPixels = 16;
const linePixels = 22;
const toolPixels = 46;
const charactersPerLine = 42;
/** Beyond this an answer is cut and offers the rest. */
const charactersMost = 12_000;

export function guessHeight(item: TranscriptItem | undefined): number {
  switch (item?.kind) {
    case "prompt":
      return slotPixels + 20 + textHeight(item.text);
    case "answer":
      return slotPixels + textHeight(item.text);
    case "notice":
      return slotPixels + linePixels + textHeight(item.text);
    case "thought":
      return slotPixels + 48;
    case "tool":
    case "validation":
    case "gates":
    case "artifact":
    case undefined:
      return toolPixels;
    case "usage":
    case "attempt":
    case "settings":
    case "compacted":
    case "question":
    case "unknown":
      return slotPixels + linePixels;
  }
}

function textHeight(text: string): number {
  const characters = Math.min(text.length, charactersMost);
  return Math.ceil(characters / charactersPerLine) * linePixels;
}
