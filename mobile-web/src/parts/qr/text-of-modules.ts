// The text in the modules of a QR code: ISO/IEC 18004 as far as our own codes go, which hold bytes, with the
// lowest of the four degrees of error correction.

import type { Modules } from "./modules.ts";
import { repair } from "./reed-solomon.ts";

/** For versions 1 to 20: into how many blocks the bytes are dealt, and how many of each only repair it. */
const blocksOf = [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8];
const parityOf = [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28];

const masks: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** Which mask was laid over it is written in it, but is known as well by what can be repaired. */
export function textOf(modules: Modules): string | undefined {
  const version = (modules.size - 17) / 4;
  const path = pathThrough(modules.size, version);
  for (const mask of masks) {
    const bits = path.map(([x, y]) => modules.isDark(x, y) !== mask(x, y));
    const bytes = repairAll(bytesOf(bits), version);
    if (bytes !== undefined) return textIn(bytes, version);
  }
  return undefined;
}

/** The modules that hold bits, in their order: up and down in pairs of columns, from the right. */
function pathThrough(size: number, version: number): readonly (readonly [number, number])[] {
  const path: (readonly [number, number])[] = [];
  const isTaken = takenIn(size, version);
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) if (!isTaken(x, y)) path.push([x, y]);
    }
  }
  return path;
}

/** Marks, lines for measuring, and what the code says of itself. */
function takenIn(size: number, version: number): (x: number, y: number) => boolean {
  const places = marksAt(size, version);
  const last = places.at(-1) ?? 0;
  const marks = places.flatMap((x) => places.map((y) => [x, y] as const));
  // In three corners there is a large mark instead.
  const small = marks.filter(
    ([x, y]) => !(x === 6 && (y === 6 || y === last)) && !(x === last && y === 6),
  );
  return (x, y) =>
    x === 6 ||
    y === 6 ||
    (x < 9 && (y < 9 || y >= size - 8)) ||
    (x >= size - 8 && y < 9) ||
    (version >= 7 && ((x >= size - 11 && y < 6) || (y >= size - 11 && x < 6))) ||
    small.some(([atX, atY]) => Math.abs(x - atX) <= 2 && Math.abs(y - atY) <= 2);
}

function marksAt(size: number, version: number): readonly number[] {
  if (version === 1) return [];
  const gaps = Math.floor(version / 7) + 1;
  const step = Math.ceil((size - 13) / (2 * gaps)) * 2;
  const fromEnd = Array.from({ length: gaps }, (_, place) => size - 7 - place * step);
  return [6, ...fromEnd.toReversed()];
}

function bytesOf(bits: readonly boolean[]): Uint8Array {
  const bytes = new Uint8Array(Math.floor(bits.length / 8));
  for (const [index] of bytes.entries()) {
    const byte = bits.slice(index * 8, index * 8 + 8);
    bytes[index] = byte.reduce((sum, bit) => sum * 2 + Number(bit), 0);
  }
  return bytes;
}

/** They are dealt to the blocks like cards; the blocks at the end get one more. */
function repairAll(dealt: Uint8Array, version: number): Uint8Array | undefined {
  const [count = 1, parity = 0] = [blocksOf[version - 1], parityOf[version - 1]];
  const each = Math.floor(dealt.length / count);
  const short = count - (dealt.length % count);
  const held = each - parity;
  const repaired: number[] = [];
  for (let block = 0; block < count; block++) {
    const bytes = Array.from({ length: held }, (_, place) => dealt[place * count + block] ?? 0);
    if (block >= short) bytes.push(dealt[held * count + block - short] ?? 0);
    const parityFrom = dealt.length - parity * count;
    for (let place = 0; place < parity; place++) {
      bytes.push(dealt[parityFrom + place * count + block] ?? 0);
    }
    const whole = repair(Uint8Array.from(bytes), parity);
    if (whole === undefined) return undefined;
    repaired.push(...whole);
  }
  return Uint8Array.from(repaired);
}

/** Four bits say that bytes follow, 8 or 16 how many. */
function textIn(bytes: Uint8Array, version: number): string | undefined {
  const half = (at: number) => {
    const byte = bytes[at >> 1] ?? 0;
    return at % 2 === 0 ? byte >> 4 : byte & 15;
  };
  const byteAt = (at: number) => half(at) * 16 + half(at + 1);
  if (half(0) !== 4) return undefined;
  const wide = version > 9;
  const length = wide ? byteAt(1) * 256 + byteAt(3) : byteAt(1);
  const begin = wide ? 5 : 3;
  const text = Uint8Array.from({ length }, (_, index) => byteAt(begin + index * 2));
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}
