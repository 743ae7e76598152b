// Whether the drawn form of a Markdown text could be taken for another text: where anything is missing from it but
// marks that no name of a file, no number and no program is written with, or where letters in code only look like
// those of a keyboard. Such a text is not to be approved by its drawn form.

import { type Block, readBlocks } from "./blocks.ts";
import { type Inline, namesItself, readInline } from "./inline.ts";

/** Of emphasis, code, tables and links; and white space. */
const marks = /[\s*`|[\]()]/g;

/** Rules, the line under the head of a table, and that under a heading. */
const lineOfMarks = /^[-=*_|:\s]+$/;
const headingMarks = /^ {0,3}#{1,6}(?=\s)/;

/** As in `*.o`, `src/*` and `2*3`, where the star that went could be one of the name. */
const starInName = /\w\*+\w|\/\*|\*\/|\*\.\w/;
const codeSpan = /(`+)[^`]+\1/g;
const foreign = /[^\t\n\x20-\x7e]/;

export function leavesOut(text: string): boolean {
  const blocks = readBlocks(text).map(({ block }) => block);
  const drawn = blocks.map(drawnOf).join("\n");
  return rest(drawn) !== rest(text) || blocks.some(couldMislead);
}

function rest(text: string): string {
  return text
    .split("\n")
    .filter((line) => !lineOfMarks.test(line))
    .map((line) => line.replace(headingMarks, ""))
    .join("")
    .replace(marks, "");
}

function couldMislead(block: Block): boolean {
  if (block.kind === "code") return foreign.test(block.text);
  return textsOf(block).some(
    (text) =>
      starInName.test(text.replace(codeSpan, " ")) ||
      [...text.matchAll(codeSpan)].some(([code]) => foreign.test(code)),
  );
}

function textsOf(block: Exclude<Block, { readonly kind: "code" }>): readonly string[] {
  if (block.kind === "rule") return [];
  return block.kind === "table" ? [block.head, ...block.rows].flat() : [block.text];
}

function drawnOf(block: Block): string {
  switch (block.kind) {
    case "paragraph":
    case "quote":
    case "heading":
      return inlines(block.text);
    case "code":
      return `${block.language}\n${block.text}`;
    case "item":
      return block.marker + (block.done === true ? "x" : "") + inlines(block.text);
    case "table":
      return textsOf(block).map(inlines).join("");
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
      return (namesItself(node) ? "" : joined(node)) + node.to + (node.title ?? "");
    default:
      return joined(node);
  }
}

const joined = ({ children }: Extract<Inline, { readonly children: unknown }>): string =>
  children.map(textOf).join("");
