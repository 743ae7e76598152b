// Images that are put here in pieces: whole and unchanged or not at all, each phone's own, and never more than fits.

import { createHash } from "node:crypto";
import { imageBytesMax } from "@longrein/protocol/limits";
import { beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import { randomBytes } from "../testing/rows.ts";
import { ImageShelf } from "./image-shelf.ts";

let clock: ManualClock;
let shelf: ImageShelf;
beforeEach(() => {
  clock = new ManualClock();
  shelf = new ImageShelf(clock);
});

const device = randomBytes(16);
const digestOf = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
function jpeg(length = 100): Uint8Array {
  const bytes = randomBytes(length);
  bytes.set([0xff, 0xd8, 0xff]);
  return bytes;
}

function put(
  bytes: Uint8Array,
  about: { offset?: number; piece?: Uint8Array; by?: Uint8Array } = {},
) {
  const { offset = 0, piece = bytes.subarray(offset), by = device } = about;
  const named = { image: digestOf(bytes), bytes: bytes.length };
  return shelf.put(by, { t: "image.put", id: randomBytes(16), ...named, offset, piece });
}

describe("an image", () => {
  it("is there once all its pieces are, in whatever steps they came, and those that come again change nothing", () => {
    const bytes = jpeg();
    expect(put(bytes, { piece: bytes.subarray(0, 40) })).toBe(40);
    expect(shelf.find(device, [digestOf(bytes)])).toBeUndefined();
    expect(put(bytes, { piece: randomBytes(40) })).toBe(40);
    expect(put(bytes, { offset: 70 })).toBe(40);
    expect(put(bytes, { offset: 40 })).toBe(100);
    expect(put(bytes, { offset: 40 })).toBe(100);
    expect(shelf.find(device, [digestOf(bytes)])).toEqual([{ mime: "image/jpeg", bytes }]);
    shelf.forget(device, [digestOf(bytes)]);
    expect(shelf.find(device, [digestOf(bytes)])).toBeUndefined();
  });

  it.each([
    ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
    ["image/webp", [0x52, 0x49, 0x46, 0x46, 1, 2, 3, 4, 0x57, 0x45, 0x42, 0x50]],
  ] as const)("of %s is known by its first bytes", (mime, begins) => {
    const bytes = Uint8Array.of(...begins, 7);
    put(bytes);
    expect(shelf.find(device, [digestOf(bytes)])).toEqual([{ mime, bytes }]);
  });

  it("that is none, or not the one that was named, is not kept", () => {
    const text = new TextEncoder().encode("<svg onload=alert(1)>");
    expect(put(text)).toBe("INVALID");
    const bytes = jpeg();
    expect(put(bytes, { piece: jpeg() })).toBe("INVALID");
    expect(put(bytes, { offset: 90, piece: randomBytes(11) })).toBe("INVALID");
    expect(shelf.find(device, [digestOf(bytes)])).toBeUndefined();
  });

  it("is its phone's alone", () => {
    const bytes = jpeg();
    put(bytes);
    expect(shelf.find(randomBytes(16), [digestOf(bytes)])).toBeUndefined();
  });

  it("is gone after a while, and makes room", () => {
    const all = Array.from({ length: 8 }, () => jpeg(imageBytesMax));
    for (const bytes of all) expect(put(bytes, { piece: bytes.subarray(0, 9) })).toBe(9);
    expect(put(jpeg())).toBe("BUSY");
    const other = randomBytes(16);
    expect(put(jpeg(), { by: other }), "another phone has room of its own").toBe(100);
    clock.advance(15 * 60_000 + 1);
    expect(put(jpeg())).toBe(100);
  });

  it("of many phones together has a bound", () => {
    const phones = Array.from({ length: 5 }, () => randomBytes(16));
    const taken = phones.map((by) =>
      Array.from({ length: 8 }, () => {
        const bytes = jpeg(imageBytesMax);
        return put(bytes, { piece: bytes.subarray(0, 9), by });
      }),
    );
    expect(taken.map((those) => those.every((got) => got === 9))).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
});
