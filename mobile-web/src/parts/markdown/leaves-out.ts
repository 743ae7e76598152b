// Whether the drawn form of a Markdown text lacks anything of it but Markdown's own marks. Every other character, a
// hidden one too, must be drawn, in its order: else the text is not to be approved by its drawn form.

import { type Block, readBlocks } from "./blocks.ts";
import { type Inline, readInline } from "./inline.ts";

/** What Markdown is written with, and white space. Nothing that could name a file, a program or a number. */
const marks = /[\s#>*_~`|+=[\]()<>\\:"'-]/g;

/** A link whose words are its address, which stands there once. */
const namesItself = /\[([^[\]]+)\]\(\1\)/g;

export function leavesOut(text: string): boolean {
  const drawn = readBlocks(text).map(({ block }) => drawnOf(block));
  return rest(drawn.join("")) !== rest(text);
}

function rest(text: string): string {
  return text.replace(namesItself, "$1").replace(marks, "");
}

function drawnOf(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "quote":
    case "heading":
      return inlines(block.text);
    case "code":
      return block.language + block.text;
    case "item":
      return block.marker + (block.done === true ? "x" : "") + inlines(block.text);
    case "table":
      return [block.head, ...block.rows].flat().map(inlines).join("");
    case "rule":
      return "";
  }
}

function inlines(text: string): string {
  return readInline(text).map(textOf).join("");
}

function textOf(node: Inline): string {
  switch (node.kind) {
    case "text":
    case "code":
      return node.text;
    case "link":
      return node.children.map(textOf).join("") + addressOf(node);
    default:
      return node.children.map(textOf).join("");
  }
}

function addressOf({ to, title = "", children }: Extract<Inline, { readonly kind: "link" }>) {
  const [only] = children;
  // As it is drawn: an address that is its own words stands there once.
  const isBare = children.length === 1 && only?.kind === "text" && only.text === to;
  return isBare ? title : to + title;
}
