import { readFileSync } from "node:fs";
import { p256 } from "@noble/curves/nist.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { p256Verify } from "./p256.ts";

interface Vectors {
  readonly testGroups: readonly {
    readonly publicKey: { readonly uncompressed: string };
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly result: "valid" | "invalid";
    }[];
  }[];
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const file = new URL("../vectors/wycheproof-ecdsa_p256_subset.json", import.meta.url);
const { testGroups } = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const order = p256.Point.Fn.ORDER;

describe("p256Verify against Wycheproof", () => {
  const cases = testGroups.flatMap(({ publicKey, tests }) =>
    tests.map((one) => ({ ...one, key: hex(publicKey.uncompressed) })),
  );

  test.each(cases)("$tcId: $comment → $result", ({ key, msg, sig, result }) => {
    expect(p256Verify(key, hex(msg), hex(sig))).toBe(result === "valid");
  });

  test("has both kinds of cases, and a valid one with a high s", () => {
    const valid = cases.filter(({ result }) => result === "valid");
    const highS = valid.filter(
      ({ sig }) => p256.Signature.fromBytes(hex(sig), "der").s > order / 2n,
    );
    expect([valid.length > 0, valid.length < cases.length, highS.length > 0]).toEqual([
      true,
      true,
      true,
    ]);
  });
});

describe("p256Verify", () => {
  const secret = new Uint8Array(32).fill(7);
  const key = p256.getPublicKey(secret, false);
  const message = new Uint8Array(Buffer.from("clientData"));
  const low = p256.sign(message, secret, { format: "der", lowS: true, prehash: true });

  test("accepts the same signature with a low and with a high s", () => {
    const { r, s } = p256.Signature.fromBytes(low, "der");
    const high = new p256.Signature(r, order - s).toBytes("der");
    expect(p256Verify(key, message, low)).toBe(true);
    expect(p256Verify(key, message, high)).toBe(true);
  });

  test("refuses r or s of zero, of the order and above", () => {
    const { r, s } = p256.Signature.fromBytes(low, "der");
    const bad = [0n, order, order + 1n, 2n ** 256n - 1n];
    for (const value of bad) {
      expect(p256Verify(key, message, der(value, s))).toBe(false);
      expect(p256Verify(key, message, der(r, value))).toBe(false);
    }
    expect(p256Verify(key, message, der(r, s))).toBe(true);
  });

  test("refuses another message, and the message's hash in its place", () => {
    expect(p256Verify(key, new Uint8Array(Buffer.from("clientDatb")), low)).toBe(false);
    const prehashed = p256.sign(message, secret, { format: "der", prehash: false });
    expect(p256Verify(key, message, prehashed)).toBe(false);
  });

  test("takes an uncompressed point of the curve and nothing else for a key", () => {
    const compressed = p256.getPublicKey(secret, true);
    expect(p256Verify(compressed, message, low)).toBe(false);
    expect(p256Verify(key.slice(1), message, low)).toBe(false);
    const offCurve = key.slice();
    offCurve[64] = (offCurve[64] ?? 0) ^ 1;
    expect(p256Verify(offCurve, message, low)).toBe(false);
    const hybrid = key.slice();
    hybrid[0] = 0x06;
    expect(p256Verify(hybrid, message, low)).toBe(false);
    expect(p256Verify(new Uint8Array(65), message, low)).toBe(false);
  });

  test("refuses a compact signature, bytes after the end and an empty one", () => {
    const compact = p256.Signature.fromBytes(low, "der").toBytes("compact");
    expect(p256Verify(key, message, compact)).toBe(false);
    expect(p256Verify(key, message, new Uint8Array([...low, 0]))).toBe(false);
    expect(p256Verify(key, message, new Uint8Array())).toBe(false);
  });

  test("says false to random bytes, throws nothing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), fc.uint8Array({ maxLength: 80 }), (k, s) => {
        expect(p256Verify(k, message, s)).toBe(false);
        expect(p256Verify(key, message, s)).toBe(false);
      }),
      { seed: 21, numRuns: 200 },
    );
  });
});

/** DER of two unsigned numbers, whatever they are. */
function der(r: bigint, s: bigint): Uint8Array {
  const integer = (value: bigint): number[] => {
    const digits = value.toString(16);
    const bytes = [
      ...Buffer.from(digits.padStart(digits.length + (digits.length % 2), "0"), "hex"),
    ];
    const positive = (bytes[0] ?? 0) >= 0x80 ? [0, ...bytes] : bytes;
    return [0x02, positive.length, ...positive];
  };
  const body = [...integer(r), ...integer(s)];
  return Uint8Array.from([0x30, body.length, ...body]);
}
