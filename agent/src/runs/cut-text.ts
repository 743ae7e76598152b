// Words that come from elsewhere, brought down to what an event may hold; an ellipsis says so.

import { utf8 } from "@longrein/protocol";

const ellipsis = "…";

/** As many whole lines as have at most so many bytes of UTF-8, well-formed; of a first one that is longer its beginning. */
export function cutLines(text: string, bytesMax: number): string {
  const cut = cutText(text, bytesMax);
  if (cut === text.toWellFormed()) return cut;
  const end = cut.lastIndexOf("\n") + 1;
  return end === 0 ? cut : cut.slice(0, end);
}

/** At most so many bytes of UTF-8, well-formed, cut between characters. */
export function cutText(text: string, bytesMax: number): string {
  const whole = text.toWellFormed();
  // A character has at least one byte: what is far too long is not measured as a whole.
  if (whole.length <= bytesMax && utf8(whole).length <= bytesMax) return whole;
  const room = new Uint8Array(bytesMax - utf8(ellipsis).length);
  const { read } = new TextEncoder().encodeInto(whole, room);
  return whole.slice(0, read) + ellipsis;
}
