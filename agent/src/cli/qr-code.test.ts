// The QR code in the terminal, read back as a camera would: from the blocks that are printed.

import { stripVTControlCharacters } from "node:util";
import decodeQR from "qr/decode.js";
import { describe, expect, it } from "vitest";
import { terminalQr } from "./qr-code.ts";

const scale = 4;
const light: Readonly<Record<string, readonly [boolean, boolean]>> = {
  "█": [true, true],
  "▀": [true, false],
  "▄": [false, true],
  " ": [false, false],
};

/** Every character is two modules, one above the other; a module becomes some pixels. */
function photograph(printed: string) {
  const lines = printed.split("\n").map((line) => [...line].map((character) => light[character]));
  const rows = lines.flatMap((line) => [
    line.map((pair) => pair?.[0]),
    line.map((pair) => pair?.[1]),
  ]);
  const width = (rows[0]?.length ?? 0) * scale;
  const height = rows.length * scale;
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const module = rows[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      if (module === undefined) throw new Error("expected a rectangle of blocks");
      const grey = module ? 255 : 0;
      data.set([grey, grey, grey, 255], 4 * (y * width + x));
    }
  }
  return { width, height, data };
}

const links = [
  "https://app.example/#1AAAA",
  `http://127.0.0.1:8787/#1${"AbC_-9".repeat(18)}`,
  `https://a-long-name.of-a-relay.example/#1${"Zz0_".repeat(40)}`,
];

describe("a QR code of half blocks", () => {
  it.each(links)("reads as %s", (link) => {
    expect(decodeQR(photograph(terminalQr(link, false)))).toBe(link);
  });

  it.each(links)("is the same in colour, set on one background whatever the theme: %s", (link) => {
    const lines = terminalQr(link, true).split("\n");
    expect(lines.map(stripVTControlCharacters).join("\n")).toBe(terminalQr(link, false));
    for (const line of lines) expect(line).toMatch(/^\u001b\[97;40m[^\u001b]*\u001b\[0m$/);
  });

  it("fits a terminal of 80 columns with a link as long as they are", () => {
    const [line = ""] = terminalQr(links[1] ?? "", false).split("\n");
    expect([...line].length).toBeLessThanOrEqual(60);
  });
});
