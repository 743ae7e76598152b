import { readFileSync } from "node:fs";
import { ristretto255 } from "@noble/curves/ed25519.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  cpaceGenerator,
  cpaceKey,
  cpaceScalarSeedBytes,
  cpaceShare,
  cpaceShareOf,
  cpaceSharedPoint,
  cpaceTranscript,
} from "./cpace.ts";

type Vector = Readonly<
  Record<"PRS" | "CI" | "sid" | "g" | "ya" | "ADa" | "Ya" | "yb" | "ADb" | "Yb" | "K", string>
> & { readonly ISK_IR: string };

interface Points {
  readonly Valid: Readonly<Record<"s" | "X" | "G.scalar_mult_vfy(s,X)", string>>;
  readonly "Invalid Y1": string;
  readonly "Invalid Y2": string;
}

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const littleEndian = (text: string): bigint =>
  BigInt(`0x${Buffer.from(Buffer.from(text, "hex").toReversed()).toString("hex")}`);

const file = new URL("../vectors/cpace-ristretto255.json", import.meta.url);
const { vector, points } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly vector: Vector;
  readonly points: Points;
};
const input = { secret: hex(vector.PRS), context: hex(vector.CI), sid: hex(vector.sid) };
const isPake = expect.objectContaining({ code: "PAKE" });

describe("the vector of draft-irtf-cfrg-cpace for CPACE-RISTR255-SHA512", () => {
  const generator = cpaceGenerator(input);
  const a = cpaceShareOf(generator, littleEndian(vector.ya));
  const b = cpaceShareOf(generator, littleEndian(vector.yb));

  test("gives its generator", () => {
    expect(generator).toEqual(hex(vector.g));
  });

  test("gives both public points and the shared one from either side", () => {
    expect(a.point).toEqual(hex(vector.Ya));
    expect(b.point).toEqual(hex(vector.Yb));
    expect(cpaceSharedPoint(a.scalar, b.point)).toEqual(hex(vector.K));
    expect(cpaceSharedPoint(b.scalar, a.point)).toEqual(hex(vector.K));
  });

  test("gives its intermediate key over the ordered transcript", () => {
    const transcript = cpaceTranscript(
      { point: a.point, associated: hex(vector.ADa) },
      { point: b.point, associated: hex(vector.ADb) },
    );
    expect(cpaceKey(input.sid, hex(vector.K), transcript)).toEqual(hex(vector.ISK_IR));
  });

  test("multiplies its valid point and refuses both invalid ones", () => {
    const { s, X } = points.Valid;
    const product = cpaceSharedPoint(littleEndian(s), hex(X));
    expect(product).toEqual(hex(points.Valid["G.scalar_mult_vfy(s,X)"]));
    for (const invalid of [points["Invalid Y1"], points["Invalid Y2"]]) {
      expect(() => cpaceSharedPoint(littleEndian(s), hex(invalid))).toThrow(isPake);
    }
  });
});

describe("cpace", () => {
  test("makes another generator of any other secret, context or session", () => {
    const before = cpaceGenerator(input);
    const other = Uint8Array.of(1);
    expect(cpaceGenerator({ ...input, secret: other })).not.toEqual(before);
    expect(cpaceGenerator({ ...input, context: other })).not.toEqual(before);
    expect(cpaceGenerator({ ...input, sid: other })).not.toEqual(before);
  });

  test("keeps neighbouring parts apart: a byte moved between them makes another generator", () => {
    const [secret, sid] = [Uint8Array.of(1), Uint8Array.of(2)];
    const left = cpaceGenerator({ secret, context: Uint8Array.of(3, 4), sid: Uint8Array.of(5) });
    const right = cpaceGenerator({ secret, context: Uint8Array.of(3), sid: Uint8Array.of(4, 5) });
    expect(left).not.toEqual(right);
    expect(cpaceKey(sid, secret, secret)).not.toEqual(cpaceKey(secret, sid, secret));
  });

  test("writes lengths of 128 and more as two bytes, so that no secret is too long", () => {
    const long = cpaceGenerator({ ...input, secret: new Uint8Array(300).fill(1) });
    const longer = cpaceGenerator({ ...input, secret: new Uint8Array(301).fill(1) });
    expect(long).not.toEqual(longer);
  });

  test("takes exactly 64 random bytes for a scalar, all of which count", () => {
    const generator = cpaceGenerator(input);
    for (const length of [0, 32, 63, 65]) {
      expect(() => cpaceShare(generator, new Uint8Array(length))).toThrow(RangeError);
    }
    const seed = new Uint8Array(cpaceScalarSeedBytes).fill(1);
    const share = cpaceShare(generator, seed);
    seed[63] = 2;
    expect(cpaceShare(generator, seed).point).not.toEqual(share.point);
    expect(share.scalar < ristretto255.Point.Fn.ORDER).toBe(true);
  });

  test("refuses whatever is not the one encoding of a point, by PAKE only", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        fc.pre(!isPoint(bytes));
        expect(() => cpaceSharedPoint(5n, bytes)).toThrow(isPake);
      }),
      { seed: 31, numRuns: 300 },
    );
  });
});

function isPoint(bytes: Uint8Array): boolean {
  try {
    return !ristretto255.Point.fromBytes(bytes).is0();
  } catch {
    return false;
  }
}
