// What a tool has said since it was last looked at. OpenCode tells the whole again each time, and of much only
// the end, with a mark in front.

const cutMark = "...\n\n";
/** Enough to find one's place again. */
const anchorLength = 256;
/** Said in place of nothing. */
export const noOutput = "(no output)";

export function grownBy(before: string, now: string): string {
  if (now.startsWith(before)) return now.slice(before.length);
  const end = now.startsWith(cutMark) ? now.slice(cutMark.length) : now;
  const anchor = before.slice(-anchorLength);
  const at = end.lastIndexOf(anchor);
  // With nothing of it left, some in between was never told.
  return at === -1 ? `\n${end}` : end.slice(at + anchor.length);
}
