// Text that somebody else wrote, as text nodes and nothing else. What is hidden stands as a box naming its
// code point, in `data-code-point`, from which the exact text can be read back out of the page.

import type { JSX } from "preact";
import { inStretches } from "./stretches.tsx";
import { type Piece, type Strictness, takeApart } from "./hidden-characters.ts";

interface Given {
  readonly text: string;
  readonly strictness: Strictness;
}

/** Pieces that are drawn whether they are in sight or not. */
const wholeMost = 600;

export function UntrustedText({ text, strictness }: Given): JSX.Element {
  return (
    <bdi class={`untrusted untrusted-${strictness}`} dir={strictness === "exact" ? "ltr" : "auto"}>
      {inStretches(takeApart(text, strictness).map(renderPiece), wholeMost)}
    </bdi>
  );
}

function renderPiece(piece: Piece): JSX.Element | string {
  switch (piece.kind) {
    case "plain":
      return piece.text;
    case "foreign":
      return <span class="foreign">{piece.text}</span>;
    case "hidden":
      return (
        <span class="hidden-character" data-code-point={piece.codePoint.toString(16)}>
          {nameOf(piece.codePoint)}
        </span>
      );
    case "newline":
      return (
        <span class="line-end" data-code-point="a">
          {"⏎\n"}
        </span>
      );
    case "tab":
      return (
        <span class="tab" data-code-point="9">
          {"⇥\t"}
        </span>
      );
  }
}

const names: Readonly<Record<number, string>> = {
  0x00: "NUL",
  0x07: "BEL",
  0x08: "BS",
  0x0d: "CR",
  0x1b: "ESC",
  0x7f: "DEL",
  0xa0: "NBSP",
  0xad: "SHY",
  0x200b: "ZWSP",
  0x200c: "ZWNJ",
  0x200d: "ZWJ",
  0x200e: "LRM",
  0x200f: "RLM",
  0x202a: "LRE",
  0x202b: "RLE",
  0x202c: "PDF",
  0x202d: "LRO",
  0x202e: "RLO",
  0x2066: "LRI",
  0x2067: "RLI",
  0x2068: "FSI",
  0x2069: "PDI",
  0xfeff: "BOM",
};

function nameOf(codePoint: number): string {
  const hex = codePoint.toString(16).toUpperCase().padStart(4, "0");
  const name = names[codePoint];
  return name === undefined ? `U+${hex}` : `${name} U+${hex}`;
}
