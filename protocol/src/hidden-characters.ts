// Characters that nobody sees, that move other text about, or that look like nothing: shown, they are boxed or
// spelled out, and in names they are refused. One list for the phone and the terminal: what one of them marks, the
// other does.

/**
 * One such character, as an alternative in expressions with the flag u or v. Controls, formats, surrogates, private use
 * and unassigned (C); what is ignorable by default, among it fillers, tags, zero-width and selectors of variants; the
 * empty braille cell; every separator (Z) but the space of the keyboard; and the fourth mark on one letter, since more
 * than any script stacks would climb over neighbouring lines.
 */
export const hiddenCharacter = String.raw`(?:[\p{C}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Z}|(?<=\p{M}{3})\p{M})`;
