// Where in a text a secret may begin, by its first three characters: the one loop that goes through all of every
// text that leaves, and so the one that is written for speed.

import { Buffer } from "node:buffer";
import { isWordStart } from "./word-start.ts";

/** As much as is streamed at once. Longer texts get memory of their own. */
const atHandMax = 65_536;
const atHand = Buffer.alloc(atHandMax + 2);
const [equalsSign, colon] = [0x3d, 0x3a];
/** Of ASCII; of any other the lower bits are taken for it. */
const codesMax = 128;
const codeMask = codesMax - 1;

export class Beginnings {
  readonly #byPair: (readonly string[])[] = [[]];
  /** By two codes, which list of `#byPair`; 0 is none. Small enough to stay near the processor. */
  readonly #pairs = new Uint8Array(codesMax * codesMax);
  /** By that list and a third code, whether anything goes on so. */
  readonly #thirds: Uint8Array;
  readonly #firsts: string;
  readonly #unfinished: ReadonlySet<string>;
  readonly #unfinishedMax: number;

  /** `all` are of ASCII, and of two characters at least. */
  constructor(all: readonly string[]) {
    const longestFirst = all.toSorted((a, b) => b.length - a.length);
    for (const pair of new Set(all.map((each) => each.slice(0, 2)))) {
      this.#pairs[pairOf(pair, 0)] = this.#byPair.length;
      this.#byPair.push(longestFirst.filter((each) => each.startsWith(pair)));
    }
    this.#thirds = new Uint8Array(this.#byPair.length * codesMax);
    this.#byPair.forEach((those, list) => {
      for (const each of those) {
        if (each.length === 2) this.#thirds.fill(1, list * codesMax, (list + 1) * codesMax);
        else this.#thirds[list * codesMax + each.charCodeAt(2)] = 1;
      }
    });
    this.#firsts = [...new Set(all.map((each) => each.charAt(0)))].join("");
    const parts = all.flatMap((each) => Array.from(each, (_, length) => each.slice(0, length)));
    this.#unfinished = new Set(parts.filter((part) => part !== ""));
    this.#unfinishedMax = Math.max(...parts.map(({ length }) => length));
  }

  /** The next place at which something begins, or where "=" or ":" stands; else the text's length. */
  next(codes: Uint8Array, length: number, from: number): number {
    const [pairs, thirds] = [this.#pairs, this.#thirds];
    let code = (codes[from] ?? 0) & codeMask;
    for (let at = from; at < length; at++) {
      if (code === equalsSign || code === colon) return at;
      const next = (codes[at + 1] ?? 0) & codeMask;
      const list = pairs[code * codesMax + next] ?? 0;
      if (list !== 0 && thirds[list * codesMax + ((codes[at + 2] ?? 0) & codeMask)] === 1)
        return at;
      code = next;
    }
    return length;
  }

  /** The longest that stands here. */
  at(text: string, at: number): string | undefined {
    const list = this.#pairs[pairOf(text, at)] ?? 0;
    return this.#byPair[list]?.find((each) => text.startsWith(each, at));
  }

  /** Where the text ends in what may become one of them. */
  beforeUnfinished(text: string, from: number): number {
    for (let at = Math.max(from, text.length - this.#unfinishedMax); at < text.length; at++) {
      const mayBegin = this.#firsts.includes(text.charAt(at));
      if (mayBegin && isWordStart(text, at) && this.#unfinished.has(text.slice(at))) return at;
    }
    return text.length;
  }
}

/**
 * One byte for each character, good until the next call: its code, or the lower half of it. So what is not of
 * ASCII may look as if it were, which the text itself then tells; never the other way.
 */
export function codesOf(text: string): Uint8Array {
  const codes = text.length <= atHandMax ? atHand : Buffer.alloc(text.length + 2);
  codes.fill(0, codes.write(text, "latin1"), text.length + 2);
  return codes;
}

function pairOf(text: string, at: number): number {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)];
  return first < codesMax && second < codesMax ? first * codesMax + second : 0;
}
