import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ByteReader,
  ascii,
  concat,
  equalBytes,
  isAllZero,
  lengthPrefixed,
  u16,
  u32,
  u64,
  u8,
} from "./bytes.ts";

const of = (...values: number[]): Uint8Array => Uint8Array.from(values);

describe("writing numbers", () => {
  test("is big-endian", () => {
    expect(u8(0xab)).toEqual(of(0xab));
    expect(u16(0xabcd)).toEqual(of(0xab, 0xcd));
    expect(u32(0x89abcdef)).toEqual(of(0x89, 0xab, 0xcd, 0xef));
    expect(u64(0x1_0203_0405_0607)).toEqual(of(0, 1, 2, 3, 4, 5, 6, 7));
    expect(u64(Number.MAX_SAFE_INTEGER)).toEqual(of(0, 0x1f, 255, 255, 255, 255, 255, 255));
  });

  test.each([
    ["u8", u8, 2 ** 8],
    ["u16", u16, 2 ** 16],
    ["u32", u32, 2 ** 32],
    ["u64", u64, 2 ** 64],
  ] as const)("%s refuses what it would have to cut", (_name, write, limit) => {
    expect(() => write(limit === 2 ** 64 ? 2 ** 64 - 2 ** 11 : limit - 1)).not.toThrow();
    for (const value of [limit, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => write(value)).toThrow(RangeError);
    }
  });

  test("comes back through the reader", () => {
    const number = fc.maxSafeNat();
    fc.assert(
      fc.property(number, number, (a, b) => {
        const reader = new ByteReader(
          concat(u8(a % 256), u16(a % 65_536), u32(b % 2 ** 32), u64(a)),
        );
        expect([reader.u8(), reader.u16(), reader.u32(), reader.u64()]).toEqual([
          a % 256,
          a % 65_536,
          b % 2 ** 32,
          a,
        ]);
        reader.end();
      }),
      { seed: 71, numRuns: 200 },
    );
  });
});

describe("the reader", () => {
  test("takes in order, tells what remains, and gives the rest", () => {
    const reader = new ByteReader(of(1, 2, 3, 4, 5));
    expect(reader.take(2)).toEqual(of(1, 2));
    expect(reader.remaining).toBe(3);
    expect(reader.rest()).toEqual(of(3, 4, 5));
    expect(reader.rest()).toEqual(of());
    expect(() => reader.end()).not.toThrow();
  });

  test("refuses to run past its end, and stays where it was", () => {
    const reader = new ByteReader(of(1, 2, 3));
    expect(() => reader.u32()).toThrow(RangeError);
    expect(() => reader.take(4)).toThrow(RangeError);
    expect(reader.take(3)).toEqual(of(1, 2, 3));
    expect(() => reader.u8()).toThrow(RangeError);
  });

  test("insists on its end", () => {
    expect(() => new ByteReader(of(1)).end()).toThrow(RangeError);
  });

  test("refuses a u64 beyond what a number can hold", () => {
    expect(() => new ByteReader(of(0, 0x20, 0, 0, 0, 0, 0, 0)).u64()).toThrow(RangeError);
    expect(() => new ByteReader(new Uint8Array(8).fill(255)).u64()).toThrow(RangeError);
  });

  test("gives copies, even of a Buffer, whose slice() is a view", () => {
    const buffer = Buffer.from([1, 2, 3]);
    const taken = new ByteReader(buffer).take(3);
    buffer.fill(0);
    expect(taken).toEqual(of(1, 2, 3));
  });
});

describe("bytes", () => {
  test("are joined in order", () => {
    expect(concat()).toEqual(of());
    expect(concat(of(1), of(), of(2, 3))).toEqual(of(1, 2, 3));
  });

  test("are equal only with the same length and content", () => {
    expect(equalBytes(of(), of())).toBe(true);
    expect(equalBytes(of(1, 2), of(1, 2))).toBe(true);
    expect(equalBytes(of(1, 2), of(1, 3))).toBe(false);
    expect(equalBytes(of(1, 2), of(0, 2))).toBe(false);
    expect(equalBytes(of(1, 2), of(1, 2, 0))).toBe(false);
    expect(equalBytes(of(1, 2, 0), of(1, 2))).toBe(false);
  });

  test("are all zero only if each is", () => {
    expect(isAllZero(of())).toBe(true);
    expect(isAllZero(of(0, 0))).toBe(true);
    expect(isAllZero(of(0, 1, 0))).toBe(false);
  });

  test("of text are ASCII or nothing", () => {
    expect(ascii("a\0~")).toEqual(of(0x61, 0, 0x7e));
    for (const text of ["é", "\u0080", "𝒳", "\ud800"]) {
      expect(() => ascii(text)).toThrow(RangeError);
    }
  });

  test("with their length in front cannot run into their neighbours", () => {
    expect(lengthPrefixed(of(7, 8))).toEqual(of(0, 0, 0, 2, 7, 8));
    const left = concat(lengthPrefixed(of(1)), lengthPrefixed(of(2, 3)));
    const right = concat(lengthPrefixed(of(1, 2)), lengthPrefixed(of(3)));
    expect(left).not.toEqual(right);
  });
});
