// Text that came from elsewhere, on its way to a terminal that obeys control characters and a reader who
// must see all of it: what is invisible is spelled out, and nothing is cut. Pure.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";
import { spelled } from "../config/hidden-characters.ts";

/** Invisible or misleading, or the beginning of what we write for such. */
const hidden = new RegExp(`\\\\(?=u\\{)|${hiddenCharacter}`, "gu");
/** What we style with: bold, faint, black on white. */
const style = "\\u001b\\[(?:[012]|22|97;40)m";
const unstyled = new RegExp(hiddenCharacter, "gu");
const styled = new RegExp(`${style}|${hiddenCharacter}`, "gu");

/** A tab, and room as an editor would give it: diffs are read by how far in they stand. */
const tab = "⇥   ";
const inText = new RegExp(`⇥|${hidden.source}`, "gu");

/**
 * Line breaks stay and a tab is an arrow with its room; each other hidden character, and an arrow of its own, becomes
 * `\u{...}`, so that every text reads back exactly.
 */
export function showText(text: string): string {
  return text.replaceAll(inText, (character) => {
    if (character === "\n") return character;
    return character === "\t" ? tab : spelled(character);
  });
}

/** Every further line begins further in, and cannot pass for one of ours. */
export function setIn(text: string): string {
  return text.trimEnd().replaceAll("\n", "\n  ");
}

/** On one line. */
export function showLine(text: string): string {
  return text.replaceAll(hidden, spelled);
}

/** The last look at all that is said, our own line breaks and styles in it; what is spelled out stays so. */
export function showSaid(text: string, isStyled: boolean): string {
  return text.replaceAll(isStyled ? styled : unstyled, (found) =>
    found === "\n" || found.endsWith("m") ? found : spelled(found),
  );
}

/** JSON for programs that reads back as the same, with nothing in it that a terminal would obey. */
export function showJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(unstyled, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
