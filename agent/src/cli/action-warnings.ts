// What of an action is not what it seems to be: hidden characters, and words of letters that resemble others. The
// phone warns of the same. Pure.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";
import { mixedScriptWords } from "@longrein/protocol/mixed-scripts";
import { isRecord } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { spelled } from "../config/hidden-characters.ts";

/** Line breaks and tabs are shown, and mislead nobody. */
const misleading = new RegExp(`(?![\\n\\t])${hiddenCharacter}`, "gu");
const foreign = /[^\x00-\x7f]/gu;

export function actionWarnings(frozen: string): string[] {
  const texts = textsIn(parseStrictJson(frozen));
  const hidden = texts.reduce((count, text) => count + [...text.matchAll(misleading)].length, 0);
  const mixed = [...new Set(texts.flatMap((text) => mixedScriptWords(text)))];
  return [
    ...(hidden === 0 ? [] : [hiddenOnes(hidden)]),
    ...mixed.map((word) => `letters that resemble others: ${word.replaceAll(foreign, spelled)}`),
  ];
}

function hiddenOnes(count: number): string {
  return count === 1
    ? String.raw`1 character that hides, spelled out as \u{…}`
    : String.raw`${count} characters that hide, spelled out as \u{…}`;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => textsIn(item));
  return isRecord(value) ? Object.values(value).flatMap((item) => textsIn(item)) : [];
}
