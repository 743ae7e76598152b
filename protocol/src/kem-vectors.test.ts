// That the library's ML-KEM-768 is FIPS 203's, and refuses what the standard says to refuse.

import { shake128 } from "@noble/hashes/sha3.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { describe, expect, test } from "vitest";
import { kemDecapsulate, kemEncapsulate, kemKeyPair } from "./kem.ts";

const modulus = 3_329;
const random = { randomBytes: (length: number) => shake128(Uint8Array.of(1), { dkLen: length }) };
const pair = kemKeyPair(random);

/** Puts a 12-bit number in place of one coefficient of an encapsulation key (FIPS 203, ByteEncode). */
function withCoefficient(key: Uint8Array, index: number, value: number): Uint8Array {
  const changed = key.slice();
  const at = Math.floor(index / 2) * 3;
  const [a = 0, b = 0, c = 0] = changed.subarray(at, at + 3);
  const group =
    index % 2 === 0
      ? [value & 0xff, (b & 0xf0) | (value >>> 8), c]
      : [a, (b & 0x0f) | ((value & 0x0f) << 4), value >>> 4];
  changed.set(group, at);
  return changed;
}

describe("ML-KEM-768", () => {
  test("hashes a hundred rounds to the accumulated vector of Go's crypto/mlkem", () => {
    const input = shake128.create({});
    const output = shake128.create({});
    for (let round = 0; round < 100; round++) {
      const { publicKey, secretKey } = ml_kem768.keygen(input.xof(64));
      const sent = ml_kem768.encapsulate(publicKey, input.xof(32));
      output.update(publicKey).update(sent.cipherText).update(sent.sharedSecret);
      expect(ml_kem768.decapsulate(sent.cipherText, secretKey)).toEqual(sent.sharedSecret);
      output.update(ml_kem768.decapsulate(input.xof(1_088), secretKey));
    }
    expect(Buffer.from(output.xof(32)).toString("hex")).toBe(
      "1114b1b6699ed191734fa339376afa7e285c9e6acf6ff0177d346696ce564415",
    );
  });

  test("refuses a key with a coefficient of the modulus or above, wherever it stands", () => {
    for (const index of [0, 1, 255, 256, 511, 767]) {
      for (const value of [modulus, modulus + 1, 4_095]) {
        const bad = withCoefficient(pair.public, index, value);
        expect(() => kemEncapsulate(random, bad)).toThrow(Error);
      }
      const largest = withCoefficient(pair.public, index, modulus - 1);
      expect(kemEncapsulate(random, largest).shared).toHaveLength(32);
    }
  });

  test.each([0, 800, 1_183, 1_185, 1_568])("refuses an encapsulation key of %i bytes", (length) => {
    const key = new Uint8Array(length);
    key.set(pair.public.subarray(0, length));
    expect(() => kemEncapsulate(random, key)).toThrow(Error);
  });

  test.each([0, 768, 1_087, 1_089, 1_568])("refuses a ciphertext of %i bytes", (length) => {
    expect(() => kemDecapsulate(pair.secret, new Uint8Array(length))).toThrow(Error);
  });

  test("answers a ciphertext changed in any part with another secret, never with an error", () => {
    const { ciphertext, shared } = kemEncapsulate(random, pair.public);
    const secrets = new Set([Buffer.from(shared).toString("hex")]);
    const places = [0, 1, 543, 959, 960, 1_087];
    for (const at of places) {
      const changed = ciphertext.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      secrets.add(Buffer.from(kemDecapsulate(pair.secret, changed)).toString("hex"));
    }
    expect(secrets.size).toBe(1 + places.length);
  });

  test("answers another key's ciphertext with another secret", () => {
    const stranger = kemKeyPair({ randomBytes: (length) => new Uint8Array(length).fill(5) });
    const { ciphertext, shared } = kemEncapsulate(random, stranger.public);
    expect(kemDecapsulate(pair.secret, ciphertext)).not.toEqual(shared);
    expect(kemDecapsulate(stranger.secret, ciphertext)).toEqual(shared);
  });
});
