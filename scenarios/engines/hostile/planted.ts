// Which payload was put into which field, and what must be seen of it. A text holds as many as fit; what does not
// fit one text goes into the next.

import { utf8 } from "@longrein/protocol";
import { type Payload, payloads } from "./payloads.ts";
import { textFields } from "./text-fields.ts";

export interface Plant {
  readonly field: string;
  readonly kind: string;
  readonly mark: string;
  /** What stands somewhere on the phone's pages, each part of it. */
  readonly seen: readonly string[];
}

interface Bed {
  /** Texts there is room for; where it is less than all of them, another turn begins with others. */
  readonly most?: number;
  /** Each payload is a text of its own, of which there are a quarter at a time unless it is said otherwise. */
  readonly apart?: boolean;
  /** Which payloads can stand here. */
  readonly only?: (text: string) => boolean;
  /** Less than the field's own bound. */
  readonly bytesMax?: number;
  /** It is read as Markdown there. */
  readonly prose?: boolean;
}

const apartMost = Math.ceil(payloads.length / 4);

export class Planted {
  readonly #trap: string;
  readonly #turn: number;
  readonly #fields = textFields();
  readonly plants: Plant[] = [];
  readonly #counts = new Map<string, number>();

  /** Each turn begins with other payloads. */
  constructor(trap: string, turn: number) {
    this.#trap = trap;
    this.#turn = turn;
  }

  /** The texts for this field. Where several fields hold the same one, all of them are named. */
  in(paths: string | readonly string[], bed: Bed = {}): string[] {
    const all = typeof paths === "string" ? [paths] : paths;
    const [first = ""] = all;
    const place = this.#fields.findIndex(({ path }) => path === first);
    const bytesMax = bed.bytesMax ?? this.#fields[place]?.bytesMax ?? 0;
    const most = bed.most ?? (bed.apart === true ? apartMost : Infinity);
    const planted = payloads
      .map((payload, kind) => this.#plant(payload, markOf(kind, place), bed))
      .filter(({ text }) => bed.only?.(text) ?? true);
    const texts = turned(filled(planted, bytesMax, bed), this.#turn).slice(0, most);
    for (const field of all) {
      this.#counts.set(field, texts.length);
      for (const { text: _, ...plant } of texts.flat()) this.plants.push({ field, ...plant });
    }
    return texts.map((together) => together.map(({ text }) => text).join(gap(bed)));
  }

  get fields(): ReadonlySet<string> {
    return new Set(this.#counts.keys());
  }

  /** How many texts it took. */
  countOf(field: string): number {
    return this.#counts.get(field) ?? 0;
  }

  #plant(payload: Payload, mark: string, { prose = false }: Bed) {
    const text = payload.text(this.#trap, mark);
    const shown = prose ? payload.prose?.(this.#trap, mark) : undefined;
    return { kind: payload.kind, mark, text, seen: shown ?? [text] };
  }
}

interface Grown extends Omit<Plant, "field"> {
  readonly text: string;
}

const gap = ({ prose = false }: Bed): string => (prose ? "\n\n" : " ");

function filled(all: readonly Grown[], bytesMax: number, bed: Bed): Grown[][] {
  const texts: Grown[][] = [];
  let room = 0;
  for (const grown of all) {
    const bytes = utf8(grown.text).length;
    if (bytes > bytesMax) throw new Error(`no room for ${grown.kind}: ${bytes} bytes`);
    const size = bytes + gap(bed).length;
    if (bed.apart === true || size > room) {
      texts.push([]);
      room = bytesMax + gap(bed).length;
    }
    texts.at(-1)?.push(grown);
    room -= size;
  }
  return texts;
}

/** About a quarter further with each turn. */
function turned<T>(all: readonly T[], turn: number): T[] {
  const from = Math.floor((all.length * (turn % 4)) / 4);
  return [...all.slice(from), ...all.slice(0, from)];
}

const markOf = (kind: number, place: number): string =>
  `m${kind.toString(36).padStart(2, "0")}${place.toString(36).padStart(2, "0")}`;
