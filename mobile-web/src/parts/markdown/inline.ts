// One block's text taken apart into what is emphasised, what is code and what is a link. In one pass and in
// time proportional to the text, whatever it holds: an agent may be told what to write by somebody hostile.

export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "strong" | "emphasis" | "strike"; readonly children: readonly Inline[] }
  | {
      readonly kind: "link";
      readonly to: string;
      /** What a browser would show of it under a pointer. */
      readonly title?: string;
      readonly children: readonly Inline[];
    };

/** Nested deeper than this, marks are shown instead of meant. */
const depthMax = 8;
/** Marks that wait for their end at once. */
const openersMax = 64;

const special = /[\\`*_~[\]<]/g;
const address =
  /\([ \t]{0,4}(?:<([^<>\n]{0,2048})>|((?:[^\s()<>[\]`\\]|\([^\s()<>[\]`\\]{0,256}\)){0,2048}))(?:[ \t]{1,4}("[^"\n]{0,256}"|'[^'\n]{0,256}'))?[ \t]{0,4}\)/y;
const bareAddress = /<((?:https?:\/\/|mailto:)[^\s<>]{1,2048})>/y;
const escapable = /[!-/:-@[-`{-~]/;

type Mark = "*" | "_" | "~";

interface Opener {
  readonly mark: Mark;
  /** Where in the output its own characters stand. */
  readonly place: number;
  left: number;
}

interface Written {
  readonly node: Inline;
  readonly depth: number;
}

export function readInline(text: string): readonly Inline[] {
  return new InlineReader(text).read();
}

class InlineReader {
  readonly #text: string;
  readonly #output: Written[] = [];
  readonly #openers: Opener[] = [];
  /** Places in the output of brackets that a link may begin with. */
  readonly #brackets: number[] = [];
  /** For each length of a run of ticks, where the runs of that length are, last first. */
  #ticks: Map<number, number[]> | undefined;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly Inline[] {
    while (this.#at < this.#text.length) {
      special.lastIndex = this.#at;
      const next = special.exec(this.#text);
      const until = next?.index ?? this.#text.length;
      if (until > this.#at) this.#write(this.#text.slice(this.#at, until));
      this.#at = until;
      if (next !== null) this.#take(next[0]);
    }
    return joined(this.#output.map(({ node }) => node));
  }

  #take(character: string): void {
    switch (character) {
      case "\\":
        return this.#takeEscape();
      case "`":
        return this.#takeCode();
      case "*":
      case "_":
      case "~":
        return this.#takeMarks(character);
      case "[":
        this.#brackets.push(this.#output.length);
        return this.#writeOn(1);
      case "]":
        return this.#takeLink();
      default:
        return this.#takeBareAddress();
    }
  }

  #takeEscape(): void {
    const next = this.#text[this.#at + 1] ?? "";
    if (!escapable.test(next)) return this.#writeOn(1);
    this.#write(next);
    this.#at += 2;
  }

  #takeCode(): void {
    const opening = runLength(this.#text, this.#at);
    const from = this.#at + opening;
    const close = this.#nextTicks(opening, from);
    if (close === undefined) return this.#writeOn(opening);
    this.#add({ kind: "code", text: unpadded(this.#text.slice(from, close)) });
    this.#at = close + opening;
  }

  /** The next run of exactly so many ticks. */
  #nextTicks(length: number, from: number): number | undefined {
    this.#ticks ??= ticksOf(this.#text);
    const places = this.#ticks.get(length) ?? [];
    while (places.length > 0 && (places.at(-1) ?? 0) < from) places.pop();
    return places.at(-1);
  }

  #takeMarks(mark: Mark): void {
    const length = runLength(this.#text, this.#at);
    const { opens, closes } = sides(this.#text, this.#at, length, mark);
    this.#at += length;
    let left = length;
    if (closes) left -= this.#closeAll(mark, left);
    if (left === 0) return;
    if (opens && this.#openers.length < openersMax) {
      this.#openers.push({ mark, place: this.#output.length, left });
    }
    this.#write(mark.repeat(left));
  }

  #closeAll(mark: Mark, available: number): number {
    let left = available;
    for (let used = -1; used !== 0 && left > 0; left -= used) used = this.#close(mark, left);
    return available - left;
  }

  /** Closes the last opener of the mark; says how many of its characters that took. */
  #close(mark: Mark, available: number): number {
    const index = this.#openers.findLastIndex((opener) => opener.mark === mark);
    const opener = this.#openers[index];
    if (opener === undefined) return 0;
    const used = Math.min(2, available, opener.left);
    if (mark === "~" && used !== 2) return 0;
    const children = this.#output.splice(opener.place + 1);
    const depth = 1 + deepest(children);
    // What opened since and was not closed is only characters.
    this.#openers.length = index + 1;
    while ((this.#brackets.at(-1) ?? -1) > opener.place) this.#brackets.pop();
    opener.left -= used;
    this.#output[opener.place] = written(mark.repeat(opener.left));
    if (opener.left === 0) this.#openers.pop();
    const kind = mark === "~" ? "strike" : used === 2 ? "strong" : "emphasis";
    if (depth > depthMax) {
      this.#output.push(written(mark.repeat(used)), ...children, written(mark.repeat(used)));
    } else {
      this.#output.push({ node: { kind, children: joined(nodesOf(children)) }, depth });
    }
    return used;
  }

  #takeLink(): void {
    const place = this.#brackets.pop();
    address.lastIndex = this.#at + 1;
    const found = place === undefined ? null : address.exec(this.#text);
    const to = found?.[1] ?? found?.[2] ?? "";
    if (place === undefined || found === null || to === "") return this.#writeOn(1);
    const children = this.#output.splice(place).slice(1);
    while ((this.#openers.at(-1)?.place ?? -1) >= place) this.#openers.pop();
    const depth = 1 + deepest(children);
    const title = found[3]?.slice(1, -1) ?? "";
    const link = { kind: "link", to, ...(title !== "" && { title }) } as const;
    this.#output.push({ node: { ...link, children: joined(nodesOf(children)) }, depth });
    this.#at += 1 + found[0].length;
  }

  #takeBareAddress(): void {
    bareAddress.lastIndex = this.#at;
    const found = bareAddress.exec(this.#text);
    const to = found?.[1];
    if (found === null || to === undefined) return this.#writeOn(1);
    this.#add({ kind: "link", to, children: [{ kind: "text", text: to }] });
    this.#at += found[0].length;
  }

  #writeOn(length: number): void {
    this.#write(this.#text.slice(this.#at, this.#at + length));
    this.#at += length;
  }

  #write(text: string): void {
    this.#output.push(written(text));
  }

  #add(node: Inline): void {
    this.#output.push({ node, depth: 0 });
  }
}

const written = (text: string): Written => ({ node: { kind: "text", text }, depth: 0 });
const deepest = (all: readonly Written[]): number =>
  all.reduce((most, { depth }) => Math.max(most, depth), 0);
const nodesOf = (all: readonly Written[]): Inline[] => all.map(({ node }) => node);

/** Texts beside each other become one, and empty ones none. */
function joined(nodes: readonly Inline[]): readonly Inline[] {
  const result: Inline[] = [];
  let texts: string[] = [];
  const flush = () => {
    const text = texts.join("");
    if (text !== "") result.push({ kind: "text", text });
    texts = [];
  };
  for (const node of nodes) {
    if (node.kind === "text") texts.push(node.text);
    else {
      flush();
      result.push(node);
    }
  }
  flush();
  return result;
}

function runLength(text: string, from: number): number {
  let end = from;
  while (text[end] === text[from] && end < text.length) end++;
  return end - from;
}

function ticksOf(text: string): Map<number, number[]> {
  const places = new Map<number, number[]>();
  const runs = [...text.matchAll(/`+/g)];
  for (const run of runs.toReversed()) {
    const length = run[0].length;
    const known = places.get(length);
    if (known === undefined) places.set(length, [run.index]);
    else known.push(run.index);
  }
  return places;
}

/** Code may be padded with a space on both sides, to hold ticks itself. */
function unpadded(code: string): string {
  const line = code.replaceAll("\n", " ");
  const padded = line.startsWith(" ") && line.endsWith(" ") && line.trim() !== "";
  return padded ? line.slice(1, -1) : line;
}

/** Whether a run of marks may begin or end something, by what stands on either side of it. */
function sides(text: string, from: number, length: number, mark: Mark) {
  const [before, after] = [kindOf(text[from - 1]), kindOf(text[from + length])];
  const left = after !== "space" && (after === "word" || before !== "word");
  const right = before !== "space" && (before === "word" || after !== "word");
  if (mark !== "_") return { opens: left, closes: right };
  // An underscore inside a word is part of a name.
  return {
    opens: left && (!right || before === "sign"),
    closes: right && (!left || after === "sign"),
  };
}

function kindOf(character: string | undefined): "space" | "sign" | "word" {
  if (character === undefined || /\s/.test(character)) return "space";
  return /[\p{P}\p{S}]/u.test(character) ? "sign" : "word";
}

/** Its words are its address, which then is drawn once. */
export function namesItself({ to, children }: Extract<Inline, { readonly kind: "link" }>): boolean {
  const [only] = children;
  return children.length === 1 && only?.kind === "text" && only.text === to;
}
