// Whether a word begins at a place. What programs print before a word, an escape or a colour, belongs to it
// for a machine and not for whoever reads it.

import { classes } from "./character-classes.ts";

const { letterOrDigit, hex } = classes;
const [backslash, percent, letterM, letterU] = [0x5c, 0x25, 0x6d, 0x75];
const colourMax = 16;

export function isWordStart(text: string, at: number): boolean {
  if (at === 0) return true;
  const before = text.charCodeAt(at - 1);
  if (!letterOrDigit.has(before)) return true;
  // `\n` and the like, as they stand inside other texts.
  if (text.charCodeAt(at - 2) === backslash) return "nrtbf0".includes(text.charAt(at - 1));
  if (before === letterM && isColour(text, at)) return true;
  return hex.has(before) && hex.has(text.charCodeAt(at - 2)) && isCode(text, at);
}

/** `%3D` or `\u003d` */
function isCode(text: string, at: number): boolean {
  if (text.charCodeAt(at - 3) === percent) return true;
  return text.charCodeAt(at - 5) === letterU && text.charCodeAt(at - 6) === backslash;
}

/** The end of a terminal's colour: ESC, bracket, numbers, "m". */
function isColour(text: string, at: number): boolean {
  const numbers = /[\d;]*$/.exec(text.slice(Math.max(0, at - colourMax), at - 1))?.[0] ?? "";
  const bracket = at - 2 - numbers.length;
  return text[bracket] === "[" && text[bracket - 1] === "\u001b";
}
