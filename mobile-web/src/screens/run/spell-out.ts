// What a coding agent wrote, as it goes among one's own words: in one line, and nothing in it that a field would not
// show. What is boxed where it is read stands there as an escape.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";

const short: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r" };

/** A tab stays: the line is code. */
export function spellOut(text: string): string {
  return text.replace(
    new RegExp(String.raw`(?!\t)${hiddenCharacter}`, "gu"),
    (hidden) => short[hidden] ?? `\\u{${hidden.codePointAt(0)?.toString(16)}}`,
  );
}
