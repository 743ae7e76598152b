// Text that came from elsewhere, on its way to a terminal that obeys control characters and a reader who
// must see all of it: what is invisible is spelled out, and nothing is cut. Pure.

/** Invisible or misleading, or the beginning of what we write for such. */
const hidden =
  /\\(?=u\{)|[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}|[\u2800\ufff9-\ufffb]/gu;

/** Line breaks stay; each other hidden character becomes `\u{...}`, so that every text reads back exactly. */
export function showText(text: string): string {
  return text.replaceAll(hidden, (character) =>
    character === "\n" ? character : spelled(character),
  );
}

/** On one line. */
export function showLine(text: string): string {
  return text.replaceAll(hidden, spelled);
}

function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
