// Codes as the terminal shows them, made by what makes those, in pictures as cameras take them.

import encodeQR from "qr";
import { describe, expect, test } from "vitest";
import type { Picture } from "./dark-pixels.ts";
import { readQr } from "./read-qr.ts";

interface View {
  readonly module: number;
  readonly turn?: number;
  /** By how much what is at the right end is smaller. */
  readonly slant?: number;
  readonly noise?: number;
  /** From black to white, at the left edge and at the right one. */
  readonly light?: readonly [number, number];
}

const link = (bytes: number): string =>
  `https://relay.example/#1${Array.from({ length: bytes }, (_, i) => "aZ09-_"[(i * 7 + bytes) % 6] ?? "").join("")}`;

/** Looks from each pixel to where it lies in the code. */
function photograph(text: string, view: View): Picture {
  const { module, turn = 0, slant = 0, noise = 0, light = [255, 255] } = view;
  const rows = encodeQR(text, "raw", { ecc: "low", border: 2 });
  const [width, height] = [640, 480];
  const data = new Uint8ClampedArray(width * height * 4);
  let random = 12_345;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const shrink = 1 + (slant * dx) / width;
      const along = (dx * Math.cos(turn) + dy * Math.sin(turn)) / (module * shrink);
      const down = (dy * Math.cos(turn) - dx * Math.sin(turn)) / (module * shrink);
      const row = rows[Math.floor(down + rows.length / 2)] ?? [];
      const dark = row[Math.floor(along + rows.length / 2)] ?? true;
      random = (random * 1_103_515_245 + 12_345) % 2_147_483_648;
      const lit = light[0] + ((light[1] - light[0]) * x) / width;
      const grey = lit * (dark ? 0.2 : 0.9) + (random / 2_147_483_648 - 0.5) * noise;
      data.set([grey, grey, grey, 255], (y * width + x) * 4);
    }
  }
  return { width, height, data };
}

describe("a code in a picture", () => {
  test.each([40, 108, 133, 200, 330, 520])("is read with a link of %i characters", (length) => {
    expect(readQr(photograph(link(length), { module: 5 }))).toBe(link(length));
  });

  test.each<[string, View]>([
    ["small", { module: 3 }],
    ["large", { module: 9 }],
    ["turned a little", { module: 6, turn: 0.2 }],
    ["turned by a quarter", { module: 6, turn: Math.PI / 2 }],
    ["upside down", { module: 6, turn: Math.PI + 0.1 }],
    ["turned half-way", { module: 6, turn: Math.PI / 4 }],
    ["seen from the side", { module: 6, slant: 0.3 }],
    ["seen from the side and turned", { module: 6, slant: -0.25, turn: 0.3 }],
    ["half in the shade", { module: 6, light: [70, 255] }],
    ["grainy", { module: 6, noise: 90 }],
  ])("is read when it is %s", (_, view) => {
    expect(readQr(photograph(link(133), view))).toBe(link(133));
  });

  test("is read although a part of it is covered", () => {
    const picture = photograph(link(133), { module: 8 });
    for (let y = 250; y < 275; y++) picture.data.fill(40, (y * 640 + 300) * 4, (y * 640 + 330) * 4);
    expect(readQr(picture)).toBe(link(133));
  });

  test("is not read when too much is covered, nor anything else instead", () => {
    const picture = photograph(link(133), { module: 8 });
    for (let y = 200; y < 300; y++) picture.data.fill(40, (y * 640 + 260) * 4, (y * 640 + 400) * 4);
    expect(readQr(picture)).toBeUndefined();
  });

  test("is nothing where there is none", () => {
    const data = new Uint8ClampedArray(640 * 480 * 4);
    expect(readQr({ width: 640, height: 480, data })).toBeUndefined();
    for (const [index] of data.entries()) data[index] = (index * 2_654_435_761) % 256;
    expect(readQr({ width: 640, height: 480, data })).toBeUndefined();
  });
});
