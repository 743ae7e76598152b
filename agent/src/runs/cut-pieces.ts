// Streamed text, cut into pieces that each fit an event.

import { utf8 } from "@longrein/protocol";
import { limitsOfEvents } from "@longrein/protocol/limits";

const { deltaBytes } = limitsOfEvents;
/** A UTF-16 unit is at most three bytes of UTF-8. */
const pieceUnits = Math.floor(deltaBytes / 3);

/** Cut between characters, so that each piece is text by itself. None of nothing. */
export function cutPieces(text: string): string[] {
  const whole = text.toWellFormed();
  if (whole === "") return [];
  if (whole.length <= pieceUnits || fits(whole)) return [whole];
  const pieces: string[] = [];
  let start = 0;
  while (whole.length - start > pieceUnits) {
    const last = whole.charCodeAt(start + pieceUnits - 1);
    const end = start + pieceUnits - (last >= 0xd800 && last <= 0xdbff ? 1 : 0);
    pieces.push(whole.slice(start, end));
    start = end;
  }
  return [...pieces, whole.slice(start)];
}

function fits(text: string): boolean {
  return text.length <= deltaBytes && utf8(text).length <= deltaBytes;
}
