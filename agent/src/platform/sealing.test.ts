// What is sealed opens in its place under its key, whole and unchanged, and not at all otherwise.

import { describe, expect, it } from "vitest";
import { nodePrimitives } from "./node-primitives.ts";
import { Sealer, UnsealFailure } from "./sealing.ts";

const random = (length: number) => nodePrimitives.randomBytes(length);
const master = random(32);
const salt = random(32);
const sealer = new Sealer(master, salt);
const text = new TextEncoder().encode("what is sealed");

describe("sealed bytes", () => {
  it.each([0, 1, 100_000])("of %i bytes open in their place", (length) => {
    const plaintext = random(length);
    expect(sealer.open("here", sealer.seal("here", plaintext))).toEqual(plaintext);
    expect(new Sealer(master, salt).open("here", sealer.seal("here", plaintext))).toEqual(
      plaintext,
    );
  });

  it("do not open elsewhere, nor under another key or salt", () => {
    const sealed = sealer.seal("here", text);
    expect(() => sealer.open("there", sealed)).toThrow(UnsealFailure);
    expect(() => new Sealer(random(32), salt).open("here", sealed)).toThrow(UnsealFailure);
    expect(() => new Sealer(master, random(32)).open("here", sealed)).toThrow(UnsealFailure);
  });

  it("do not open with any bit changed", () => {
    const sealed = sealer.seal("here", text);
    for (let bit = 0; bit < 8 * sealed.length; bit++) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => sealer.open("here", changed)).toThrow(UnsealFailure);
    }
  });

  it("do not open when cut to any length, however short the tag becomes", () => {
    for (const plaintext of [text, new Uint8Array()]) {
      const sealed = sealer.seal("here", plaintext);
      for (let length = 0; length < sealed.length; length++) {
        expect(() => sealer.open("here", sealed.subarray(0, length))).toThrow(UnsealFailure);
      }
    }
  });

  it("are other bytes each time", () => {
    const all = Array.from({ length: 1_000 }, () => sealer.seal("here", text).toString("hex"));
    expect(new Set(all.map((each) => each.slice(0, 24))).size).toBe(1_000);
    expect(new Set(all.map((each) => each.slice(24))).size).toBe(1_000);
  });
});
