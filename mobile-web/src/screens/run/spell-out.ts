// What a coding agent wrote, as it goes among one's own words: in one line, and nothing in it that a field would not
// show. What is boxed where it is read stands there as an escape.

import { type Piece, takeApart } from "../../parts/hidden-characters.ts";

export function spellOut(text: string): string {
  return takeApart(text, "exact").map(spelled).join("");
}

function spelled(piece: Piece): string {
  switch (piece.kind) {
    case "newline":
      return "\\n";
    // It stays: the line is code.
    case "tab":
      return "\t";
    case "hidden":
      return piece.codePoint === 0x0d ? "\\r" : `\\u{${piece.codePoint.toString(16)}}`;
    default:
      return piece.text;
  }
}
