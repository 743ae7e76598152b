// Hidden characters in text of ours: spelled out, or found in a name that may have none.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";

const hidden = new RegExp(hiddenCharacter, "u");

/** As `\u{202e}`: the first that this name holds. */
export function hiddenIn(name: string): string | undefined {
  const [character] = hidden.exec(name) ?? [];
  return character === undefined ? undefined : spelled(character);
}

export function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
