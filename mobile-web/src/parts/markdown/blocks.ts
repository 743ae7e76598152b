// An agent's prose cut into blocks, line by line: the Markdown that coding agents write, and no HTML. What is
// none of it stays a paragraph of the very characters that came. An unclosed fence is code up to where the
// text has come, so that it can be read while it streams.

export type Block =
  | { readonly kind: "paragraph" | "quote"; readonly text: string }
  | { readonly kind: "heading"; readonly level: number; readonly text: string }
  | { readonly kind: "code"; readonly language: string; readonly text: string }
  | {
      readonly kind: "item";
      readonly depth: number;
      /** "-", "*" or "+", or a number with its sign. */
      readonly marker: string;
      /** Of a task: whether it is done. */
      readonly done: boolean | undefined;
      readonly text: string;
    }
  | {
      readonly kind: "table";
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: "rule" };

/** A block and where in the text it begins. */
export interface Placed {
  readonly from: number;
  readonly block: Block;
}

// Each takes time in proportion to its line, whatever the line holds: two greedy parts never meet.
const fence = /^( *)(`{3,}|~{3,})(.*)$/;
const heading = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const underline = /^ {0,3}(=+|-{2,})[ \t]*$/;
const rule = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const quoted = /^ {0,3}> ?(.*)$/;
const listed = /^( *)([-*+]|\d{1,9}[.)])(?:[ \t]+(.*))?$/;
const task = /^\[([ xX])\][ \t]+/;
const dividerCell = /^:?-+:?$/;
const depthMax = 6;
const columnsMax = 24;

/** What is being read, with its lines so far. */
type Open =
  | {
      readonly kind: "paragraph" | "quote" | "table";
      readonly from: number;
      readonly lines: string[];
    }
  | {
      readonly kind: "item";
      readonly from: number;
      readonly lines: string[];
      readonly depth: number;
      readonly marker: string;
    }
  | {
      readonly kind: "code";
      readonly from: number;
      readonly lines: string[];
      readonly indent: number;
      readonly mark: string;
      readonly language: string;
    };

export function readBlocks(text: string, from = 0): Placed[] {
  const reader = new BlockReader();
  let start = from;
  while (start <= text.length) {
    const newline = text.indexOf("\n", start);
    const end = newline === -1 ? text.length : newline;
    if (end > start || newline !== -1) reader.take(text.slice(start, end), start);
    start = end + 1;
  }
  return reader.end();
}

class BlockReader {
  readonly #done: Placed[] = [];
  #open: Open | undefined;
  /** Indents of the list items that the next one may stand under. */
  #indents: number[] = [];
  #blankBefore = false;

  take(line: string, from: number): void {
    if (this.#open?.kind === "code") return this.#takeCode(this.#open, line);
    if (line.trim() === "") return this.#takeBlank();
    const after = this.#blankBefore;
    this.#blankBefore = false;
    if (this.#begins(line, from) || this.#continues(line, after)) return;
    this.#close();
    this.#indents = [];
    this.#open = { kind: "paragraph", from, lines: [line.trimStart()] };
  }

  end(): Placed[] {
    this.#close();
    return this.#done;
  }

  #takeCode(open: Extract<Open, { kind: "code" }>, line: string): void {
    const mark = line.trim();
    if (mark.length >= open.mark.length && mark === open.mark[0]?.repeat(mark.length)) {
      return this.#close();
    }
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    open.lines.push(line.slice(Math.min(spaces, open.indent)));
  }

  #takeBlank(): void {
    this.#blankBefore = true;
    if (this.#open?.kind !== "item") this.#close();
  }

  /** Whether the line begins a block of its own, or makes one of the paragraph before it. */
  #begins(line: string, from: number): boolean {
    const open = this.#open;
    const fenced = fence.exec(line);
    const [, indent = "", mark = "", info = ""] = fenced ?? [];
    if (fenced !== null && !(mark.startsWith("`") && info.includes("`"))) {
      this.#close();
      const about = { indent: indent.length, mark, language: info.trim() };
      this.#open = { kind: "code", from, lines: [], ...about };
      return true;
    }
    if (open?.kind === "paragraph" && this.#remakes(open, line)) return true;
    const titled = heading.exec(line);
    if (titled !== null) {
      const level = titled[1]?.length ?? 1;
      this.#add(from, { kind: "heading", level, text: withoutEndMarks(titled[2] ?? "") });
      return true;
    }
    if (rule.test(line)) {
      this.#add(from, { kind: "rule" });
      return true;
    }
    return this.#beginsQuote(line, from) || this.#beginsItem(line, from);
  }

  #beginsQuote(line: string, from: number): boolean {
    const text = quoted.exec(line)?.[1];
    if (text === undefined) return false;
    if (this.#open?.kind === "quote") this.#open.lines.push(text);
    else {
      this.#close();
      this.#indents = [];
      this.#open = { kind: "quote", from, lines: [text] };
    }
    return true;
  }

  #beginsItem(line: string, from: number): boolean {
    const item = listed.exec(line);
    if (item === null) return false;
    this.#close();
    const [, indent = "", marker = "", text = ""] = item;
    this.#open = { kind: "item", from, depth: this.#depthAt(indent.length), marker, lines: [text] };
    return true;
  }

  /** A line under a paragraph can make it a heading or the head of a table. */
  #remakes(open: Extract<Open, { kind: "paragraph" | "quote" | "table" }>, line: string): boolean {
    const [only = ""] = open.lines;
    if (open.lines.length === 1 && isDivider(line, cells(only).length)) {
      this.#open = { kind: "table", from: open.from, lines: [only] };
      return true;
    }
    const under = underline.exec(line)?.[1];
    if (under === undefined) return false;
    this.#open = undefined;
    const level = under.startsWith("=") ? 1 : 2;
    const text = open.lines.join("\n");
    this.#done.push({ from: open.from, block: { kind: "heading", level, text } });
    return true;
  }

  #continues(line: string, afterBlank: boolean): boolean {
    const open = this.#open;
    switch (open?.kind) {
      case "paragraph":
      case "table":
        open.lines.push(open.kind === "table" ? line : line.trimStart());
        return true;
      case "item": {
        if (afterBlank && !line.startsWith("  ")) return false;
        if (afterBlank) open.lines.push("");
        open.lines.push(line.trimStart());
        return true;
      }
      default:
        return false;
    }
  }

  #depthAt(indent: number): number {
    while (this.#indents.length > 0 && indent < (this.#indents.at(-1) ?? 0)) this.#indents.pop();
    if (indent > (this.#indents.at(-1) ?? -1)) this.#indents.push(indent);
    return Math.min(depthMax, this.#indents.length - 1);
  }

  #add(from: number, block: Block): void {
    this.#close();
    this.#indents = [];
    this.#done.push({ from, block });
  }

  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open !== undefined) this.#done.push({ from: open.from, block: closed(open) });
  }
}

function closed(open: Open): Block {
  const text = open.lines.join("\n");
  switch (open.kind) {
    case "paragraph":
    case "quote":
      return { kind: open.kind, text };
    case "code":
      return { kind: "code", language: open.language, text };
    case "table": {
      const [first = "", ...rows] = open.lines;
      const head = cells(first);
      return { kind: "table", head, rows: rows.map((row) => inColumns(cells(row), head.length)) };
    }
    case "item": {
      const checked = task.exec(text);
      const done = checked === null ? undefined : checked[1] !== " ";
      const { depth, marker } = open;
      return { kind: "item", depth, marker, done, text: text.slice(checked?.[0].length ?? 0) };
    }
  }
}

function isDivider(line: string, columns: number): boolean {
  if (columns < 2 || columns > columnsMax || !/^[-|: \t]+$/.test(line)) return false;
  const marks = cells(line);
  return marks.length === columns && marks.every((mark) => dividerCell.test(mark));
}

function withoutEndMarks(title: string): string {
  const text = title.trim();
  let end = text.length;
  while (text[end - 1] === "#") end--;
  return end === 0 || text[end - 1] === " " ? text.slice(0, end).trimEnd() : text;
}

/** What a row has more than there are columns stands in its last one. */
function inColumns(row: readonly string[], columns: number): readonly string[] {
  if (row.length <= columns) return row;
  return [...row.slice(0, columns - 1), row.slice(columns - 1).join(" | ")];
}

/** A bar after a backslash is a character, not a border. */
function cells(line: string): string[] {
  const inner = line
    .trim()
    .replace(/^\|/, "")
    .replace(/(?<!\\)\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
}
