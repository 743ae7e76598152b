// What a terminal has shown, without what differs at each run: ids, codes, keys, times and places become
// made-up ones, the same for the same, so that docs/first-use.md changes only when the product does. Pure.

import { createHash } from "node:crypto";

export interface RealPlaces {
  /** Shown as /home/ada. */
  readonly home: string;
  /** Shown as /usr/bin/node. */
  readonly node: string;
}

const madeUpAgent = "agent: lusab-dorin-fajut-gumoz, session bWFkZSB1cCBzZXNzaQ";
/** What a pairing link ends with; where it leads to is the product's own. */
const anyOffer = /(#1)[\w-]{100,}/g;
const qrCode = /(?:^[█▀▄ ]{30,}\n)+/gm;

/** One for all texts of a recording: what was made up for an id stays. */
export class SameEachTime {
  readonly #places: RealPlaces;
  readonly #ids = new Map<string, string>();

  constructor(places: RealPlaces) {
    this.#places = places;
  }

  of(text: string): string {
    const { home, node } = this.#places;
    return (
      text
        .replaceAll(qrCode, "  (here is a QR code)\n")
        .replaceAll(anyOffer, "$1made-up")
        .replaceAll(/(http:\/\/127\.0\.0\.1:)\d+/g, "$18787")
        .replaceAll(home, "/home/ada")
        .replaceAll(node, "/usr/bin/node")
        .replaceAll(/\b[0-9A-Z]{4}-[0-9A-Z]{6}\b/g, "7K3M-9QXT2A")
        .replaceAll(/^\d{4}$/gm, "4827")
        .replaceAll(/^( +run: )[\w-]{22}$/gm, "$1Zm9yIHJ1biBtYWRlIHVwIQ")
        .replaceAll(/\b[0-9a-f]{8,64}\b/g, (id) => this.#idFor(id))
        .replaceAll(/^agent: [a-z-]+, session [\w-]{22}/gm, madeUpAgent)
        .replaceAll(/\bprocess \d+/g, "process 4711")
        .replaceAll(/\b\d+ seconds? ago\b/g, "2 seconds ago")
        .replaceAll(/\b\d+ minutes left\b/g, "14 minutes left")
        // Node's test runner says how long it took, in its own way.
        .replaceAll(/\b\d+(?:\.\d+)?ms\b/g, "1.5ms")
        .replaceAll(/(duration_ms) [\d.]+/g, "$1 60")
        // Root is who runs this in a container, and not who should read of it.
        .replaceAll(/^warning: running as root.*\n/gm, "")
    );
  }

  /** An id that was cut stands for the same as the whole one. */
  #idFor(id: string): string {
    const short = id.slice(0, 8);
    const known = this.#ids.get(short) ?? madeUp(this.#ids.size);
    this.#ids.set(short, known);
    return known.slice(0, id.length);
  }
}

function madeUp(ordinal: number): string {
  return createHash("sha256").update(`made up ${ordinal}`).digest("hex");
}
