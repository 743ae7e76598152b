// What a thought is about: its last title, as coding agents set them, or else the beginning of its last line.

const titleMax = 120;
const title = /^\s*(?:\*\*(.+?)\*\*|#{1,6}\s+(.+))\s*$/;

export function thoughtTitle(text: string): string {
  const lines = text.slice(-4_000).split("\n");
  for (const line of lines.toReversed()) {
    const found = title.exec(line.slice(0, titleMax));
    const said = found?.[1] ?? found?.[2];
    if (said !== undefined) return said.trim();
  }
  const last = lines.findLast((line) => line.trim() !== "") ?? "";
  return last.trim().slice(0, titleMax).toWellFormed();
}
