// Characters that nobody sees, or that make text look like another: controls, what turns a line around, zero
// width, blanks that are no space. Shown they are spelled out; in a name they are refused.

/** The inside of a class, for expressions with the flag u. */
export const hiddenCharacters =
  "\\p{C}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\u2800\\ufff9-\\ufffb";

/** Blanks but the space itself: outside of a class, with the flag u. */
export const otherBlanks = "(?! )\\p{Zs}";

const hidden = new RegExp(`[${hiddenCharacters}]|${otherBlanks}`, "u");

/** As `\u{202e}`: the first that this name holds. */
export function hiddenIn(name: string): string | undefined {
  const [character] = hidden.exec(name) ?? [];
  return character === undefined ? undefined : spelled(character);
}

export function spelled(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
