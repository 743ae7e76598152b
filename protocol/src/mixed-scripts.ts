// Words that mix alphabets which resemble each other ("pаypal" with a Cyrillic а), after Unicode UTS 39.
// Scripts that are normally written together, as Japanese does, are no reason to warn.

/** Written as functions: made when the first word beyond ASCII comes, since to make them takes milliseconds on a phone. */
const makeAlphabets = (): readonly RegExp[] => [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
  /\p{Script=Coptic}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Lisu}/u,
  /\p{Script=Canadian_Aboriginal}/u,
  /\p{Script=Tifinagh}/u,
];
/** Letters that copy Latin ones although they count as common: mathematical, circled, full-width. */
const makeImitations = () =>
  /[\u{1d400}-\u{1d7ff}\uff21-\uff3a\uff41-\uff5a\u24b6-\u24e9\u2100-\u214f]/u;
const ascii = /^[\x00-\x7f]*$/;
const wordsMax = 8;

export function mixedScriptWords(text: string): readonly string[] {
  if (ascii.test(text)) return [];
  const found = new Set<string>();
  for (const [candidate] of text.matchAll(/[\p{L}\p{M}\p{N}_]+/gu)) {
    if (mixes(candidate)) found.add(candidate);
    if (found.size >= wordsMax) break;
  }
  return [...found];
}

let alphabets: readonly RegExp[] | undefined;
let imitations: RegExp | undefined;

function mixes(candidate: string): boolean {
  if (ascii.test(candidate)) return false;
  alphabets ??= makeAlphabets();
  imitations ??= makeImitations();
  if (imitations.test(candidate)) return true;
  return alphabets.filter((alphabet) => alphabet.test(candidate)).length > 1;
}
