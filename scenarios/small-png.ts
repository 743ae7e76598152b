// Makes a screenshot small: a page has few colours, so each pixel is one of 256 instead of three bytes. Reads
// what Chromium writes (8 bits a channel, not interlaced) and writes what the PNG specification calls type 3.

import { crc32, deflateSync, inflateSync } from "node:zlib";

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Bytes of a pixel by the colour type of the header: 2 is RGB, 6 is RGBA. */
const channelsOf = new Map([
  [2, 3],
  [6, 4],
]);

interface Picture {
  readonly width: number;
  readonly height: number;
  /** Each pixel as 0xRRGGBB. */
  readonly pixels: Uint32Array;
}

/** A mark needs fewer colours than a screen. */
export function smallPng(png: Buffer, coloursMax = 256): Buffer {
  const { width, height, pixels } = read(png);
  const { palette, indexOf } = paletteOf(pixels, coloursMax);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    // Each row begins with its filter, which for a palette is best none.
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(pixels[y * width + x] ?? 0) ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  const colours = Buffer.from(palette.flatMap(channels));
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", colours),
    chunk("IDAT", packed),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The commonest colours as they are; each of the others is the nearest of these. */
function paletteOf(pixels: Uint32Array, coloursMax: number) {
  const counts = new Map<number, number>();
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1);
  const byCount = [...counts].toSorted(([, one], [, other]) => other - one);
  const palette = byCount.slice(0, coloursMax).map(([colour]) => colour);
  const indexOf = new Map(palette.map((colour, index) => [colour, index]));
  for (const [colour] of byCount.slice(coloursMax)) indexOf.set(colour, nearest(palette, colour));
  return { palette, indexOf };
}

function nearest(palette: readonly number[], colour: number): number {
  let best = 0;
  let least = Infinity;
  for (const [index, candidate] of palette.entries()) {
    const [red, green, blue] = channels(candidate).map(
      (level, channel) => level - (channels(colour)[channel] ?? 0),
    );
    const distance = (red ?? 0) ** 2 + (green ?? 0) ** 2 + (blue ?? 0) ** 2;
    if (distance >= least) continue;
    least = distance;
    best = index;
  }
  return best;
}

function channels(colour: number): [number, number, number] {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

function read(png: Buffer): Picture {
  if (!png.subarray(0, 8).equals(signature)) throw new Error("expected a PNG");
  const parts = new Map<string, Buffer[]>();
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    const name = png.toString("latin1", at + 4, at + 8);
    const held = parts.get(name) ?? [];
    parts.set(name, [...held, png.subarray(at + 8, at + 8 + length)]);
    at += length + 12;
  }
  const header = parts.get("IHDR")?.[0] ?? Buffer.alloc(13);
  const width = header.readUInt32BE(0);
  const height = header.readUInt32BE(4);
  const size = channelsOf.get(header[9] ?? 0);
  if (size === undefined || header[8] !== 8 || header[12] !== 0) {
    throw new Error("expected a PNG of 8 bits a channel");
  }
  const rows = inflateSync(Buffer.concat(parts.get("IDAT") ?? []));
  const bytes = unfiltered(rows, width * size, height, size);
  const pixels = new Uint32Array(width * height);
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    pixels[pixel] = bytes.readUIntBE(pixel * size, 3);
  }
  return { width, height, pixels };
}

/** Each byte is told as its difference from what stands left, above, or both, as its row's first byte says. */
function unfiltered(rows: Buffer, rowBytes: number, height: number, size: number): Buffer {
  const bytes = Buffer.alloc(rowBytes * height);
  for (let y = 0; y < height; y++) {
    const filter = rows[y * (rowBytes + 1)] ?? 0;
    for (let x = 0; x < rowBytes; x++) {
      const at = y * rowBytes + x;
      const left = x < size ? 0 : (bytes[at - size] ?? 0);
      const above = y === 0 ? 0 : (bytes[at - rowBytes] ?? 0);
      const corner = x < size || y === 0 ? 0 : (bytes[at - rowBytes - size] ?? 0);
      const guess = [0, left, above, (left + above) >> 1, paeth(left, above, corner)][filter] ?? 0;
      bytes[at] = (rows[at + y + 1] ?? 0) + guess;
    }
  }
  return bytes;
}

/** Whichever of the three is nearest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const fromLeft = Math.abs(above - corner);
  const fromAbove = Math.abs(left - corner);
  const fromCorner = Math.abs(left + above - 2 * corner);
  if (fromLeft <= fromAbove && fromLeft <= fromCorner) return left;
  return fromAbove <= fromCorner ? above : corner;
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)]);
}
