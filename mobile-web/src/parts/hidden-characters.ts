// Takes text apart into what may be shown as it is and what must be shown as a named box: everything that
// is invisible, moves other text about, or looks like nothing. Nothing is dropped, so that the pieces put
// together again are the text.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";

export type Piece =
  | { readonly kind: "plain"; readonly text: string }
  /** A visible character outside ASCII: may resemble another. */
  | { readonly kind: "foreign"; readonly text: string }
  /** Shown as a box that names it. */
  | { readonly kind: "hidden"; readonly codePoint: number }
  | { readonly kind: "newline" }
  | { readonly kind: "tab" };

/** "exact" for what is signed and run; "prose" lets emoji and foreign letters stand as they are. */
export type Strictness = "exact" | "prose";

type Pattern = Strictness | "emoji";

const boxedInProse = String.raw`(?<hidden>(?![\n\t])${hiddenCharacter})`;

/** Made when first used. The one that knows all emoji takes longer to make than the first screen may. */
const making: Readonly<Record<Pattern, () => RegExp>> = {
  exact: () =>
    new RegExp(
      String.raw`(?<newline>\n)|(?<tab>\t)|(?<hidden>${hiddenCharacter})|(?<foreign>[^\x00-\x7f])`,
      "gu",
    ),
  prose: () => new RegExp(boxedInProse, "gu"),
  emoji: () => new RegExp(String.raw`\p{RGI_Emoji}|${boxedInProse}`, "gv"),
};
const made: Partial<Record<Pattern, RegExp>> = {};

/** The only hidden characters that emoji are made of: without any of them, no emoji need be known. */
const partOfEmoji = /\u200d|\ufe0f|[\u{e0020}-\u{e007f}]/u;

function patternFor(text: string, strictness: Strictness): RegExp {
  const wanted = strictness === "prose" && partOfEmoji.test(text) ? "emoji" : strictness;
  return (made[wanted] ??= making[wanted]());
}

/** Nothing but what a keyboard types: most of what is shown, and looked through in no time. */
const harmless: Readonly<Record<Strictness, RegExp>> = {
  exact: /^[\x20-\x7e]+$/,
  prose: /^[\x20-\x7e\n\t]+$/,
};

export function takeApart(text: string, strictness: Strictness): readonly Piece[] {
  if (harmless[strictness].test(text)) return [{ kind: "plain", text }];
  const pieces: Piece[] = [];
  let plainFrom = 0;
  const flush = (to: number) => {
    if (to > plainFrom) pieces.push({ kind: "plain", text: text.slice(plainFrom, to) });
  };
  for (const match of text.matchAll(patternFor(text, strictness))) {
    const piece = pieceOf(match);
    if (piece === undefined) continue; // an emoji: stays in the plain run
    flush(match.index);
    addPiece(pieces, piece);
    plainFrom = match.index + match[0].length;
  }
  flush(text.length);
  return pieces;
}

function pieceOf({ 0: matched, groups }: RegExpMatchArray): Piece | undefined {
  if (groups?.["newline"] !== undefined) return { kind: "newline" };
  if (groups?.["tab"] !== undefined) return { kind: "tab" };
  if (groups?.["foreign"] !== undefined) return { kind: "foreign", text: matched };
  if (groups?.["hidden"] === undefined) return undefined;
  return { kind: "hidden", codePoint: matched.codePointAt(0) ?? 0 };
}

/** Foreign characters beside each other share one mark. */
function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (piece.kind === "foreign" && last?.kind === "foreign") {
    pieces[pieces.length - 1] = { kind: "foreign", text: last.text + piece.text };
  } else {
    pieces.push(piece);
  }
}

export function putTogether(pieces: readonly Piece[]): string {
  return pieces.map(textOf).join("");
}

function textOf(piece: Piece): string {
  switch (piece.kind) {
    case "plain":
    case "foreign":
      return piece.text;
    case "hidden":
      return String.fromCodePoint(piece.codePoint);
    case "newline":
      return "\n";
    case "tab":
      return "\t";
  }
}

/** Characters of a text that are not what they seem to be, or do not seem to be at all. */
export function hiddenCount(text: string): number {
  return takeApart(text, "exact").filter((piece) => piece.kind === "hidden").length;
}
