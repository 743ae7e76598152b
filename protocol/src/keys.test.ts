import { hkdfSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ascii, concat } from "./bytes.ts";
import {
  authBytes,
  checkCode,
  hkdf,
  kemPsk,
  offerCapability,
  offerId,
  pairingPsk,
  pakeKeys,
} from "./keys.ts";
import { nobleHashes as hash } from "./noble-hashes.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));
const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);

/** The same derivation by somebody else's HKDF, from the table at the top of keys.ts. */
function expected(salt: string, material: Uint8Array, info: Uint8Array, length: number) {
  return new Uint8Array(hkdfSync("sha256", material, Buffer.from(salt), info, length));
}

describe("hkdf", () => {
  const material = filled(22, 0x0b);

  test("computes RFC 5869, A.1", () => {
    const salt = hex("000102030405060708090a0b0c");
    const output = hkdf(hash, salt, material, hex("f0f1f2f3f4f5f6f7f8f9"), 42);
    expect(output).toEqual(
      hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"),
    );
  });

  test("computes RFC 5869, A.3, where salt and info are empty", () => {
    const output = hkdf(hash, hex(""), material, hex(""), 42);
    expect(output).toEqual(
      hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"),
    );
  });

  test("gives up to 255 blocks and refuses one byte more, none, or half a one", () => {
    const longest = 255 * 32;
    expect(hkdf(hash, hex(""), material, hex(""), longest)).toHaveLength(longest);
    for (const length of [longest + 1, 0, -1, 1.5, Number.NaN]) {
      expect(() => hkdf(hash, hex(""), material, hex(""), length)).toThrow(RangeError);
    }
  });

  test("agrees with node:crypto on anything", () => {
    const input = fc.tuple(fc.uint8Array(), fc.uint8Array(), fc.uint8Array());
    fc.assert(
      fc.property(input, fc.integer({ min: 1, max: 200 }), ([salt, ikm, info], length) => {
        const theirs = new Uint8Array(hkdfSync("sha256", ikm, salt, info, length));
        expect(hkdf(hash, salt, ikm, info, length)).toEqual(theirs);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe("derived keys", () => {
  const secret = filled(32, 1);
  const key = filled(1_184, 2);
  const ciphertext = filled(1_088, 3);

  test("are those of the table in keys.ts", () => {
    const pair = (info: string, length: number) =>
      expected("longrein/1 pair", secret, ascii(info), length);
    expect(pairingPsk(hash, secret)).toEqual(pair("psk0", 32));
    expect(offerId(hash, secret)).toEqual(pair("offer id", 16));
    expect(offerCapability(hash, secret)).toEqual(pair("relay capability", 16));
    const kemInfo = hash.sha256(concat(key, ciphertext));
    expect(kemPsk(hash, secret, key, ciphertext)).toEqual(
      expected("longrein/1 kem", secret, kemInfo, 32),
    );
    const isk = filled(64, 4);
    expect(pakeKeys(hash, isk)).toEqual({
      confirm: expected("longrein/1 pake", isk, ascii("confirm"), 32),
      offer: expected("longrein/1 pake", isk, ascii("offer"), 32),
    });
  });

  test("differ from each other, as their labels do", () => {
    const all = [
      pairingPsk(hash, secret).slice(0, 16),
      offerId(hash, secret),
      offerCapability(hash, secret),
      kemPsk(hash, secret, key, ciphertext).slice(0, 16),
    ].map((bytes) => Buffer.from(bytes).toString("hex"));
    expect(new Set(all).size).toBe(all.length);
  });

  test("psk3 changes with any of the secret, the key and the ciphertext", () => {
    const before = kemPsk(hash, secret, key, ciphertext);
    expect(kemPsk(hash, filled(32, 9), key, ciphertext)).not.toEqual(before);
    expect(kemPsk(hash, secret, filled(1_184, 9), ciphertext)).not.toEqual(before);
    expect(kemPsk(hash, secret, key, filled(1_088, 9))).not.toEqual(before);
  });

  test("are not made of secrets of another length", () => {
    for (const length of [0, 31, 33]) {
      const wrong = filled(length, 1);
      expect(() => pairingPsk(hash, wrong)).toThrow(RangeError);
      expect(() => offerId(hash, wrong)).toThrow(RangeError);
      expect(() => offerCapability(hash, wrong)).toThrow(RangeError);
      expect(() => kemPsk(hash, wrong, key, ciphertext)).toThrow(RangeError);
      expect(() => checkCode(hash, wrong)).toThrow(RangeError);
      expect(() => pakeKeys(hash, wrong)).toThrow(RangeError);
    }
  });
});

describe("the check code", () => {
  test("is the first two bytes of HKDF over the handshake hash, mod 10,000", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (handshakeHash) => {
        const two = expected("longrein/1 pair", handshakeHash, ascii("check"), 2);
        const code = (Buffer.from(two).readUInt16BE() % 10_000).toString();
        expect(checkCode(hash, handshakeHash)).toBe(code.padStart(4, "0"));
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  test("always has four digits, zeros in front included", () => {
    const codes = Array.from({ length: 200 }, (_, value) => checkCode(hash, filled(32, value)));
    expect(codes.every((code) => /^[0-9]{4}$/.test(code))).toBe(true);
    expect(codes.some((code) => code.startsWith("0"))).toBe(true);
  });
});

describe("what AUTH and ENROLL sign", () => {
  test("is the label, the handshake hash, the header and the session ID, end to end", () => {
    const bytes = authBytes(filled(32, 1), filled(19, 2), filled(16, 3));
    const label = new Uint8Array(Buffer.from("longrein/1 auth\0"));
    expect(bytes).toEqual(concat(label, filled(32, 1), filled(19, 2), filled(16, 3)));
  });

  test("is not made of parts of another length, which could shift into each other", () => {
    expect(() => authBytes(filled(33, 1), filled(18, 2), filled(16, 3))).toThrow(RangeError);
    expect(() => authBytes(filled(32, 1), filled(20, 2), filled(15, 3))).toThrow(RangeError);
    expect(() => authBytes(filled(32, 1), filled(19, 2), filled(17, 3))).toThrow(RangeError);
  });
});
