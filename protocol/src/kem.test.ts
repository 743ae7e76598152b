import { describe, expect, it } from "vitest";
import { SeededRandom } from "../../simulation/seeded-random.ts";
import { flipped } from "../../simulation/tampering.ts";
import {
  encapsulationKeyBytes,
  kemCiphertextBytes,
  kemDecapsulate,
  kemEncapsulate,
  kemKeyPair,
} from "./kem.ts";

const seeded = (seed: number) => {
  const random = new SeededRandom(seed);
  return { randomBytes: (length: number) => random.bytes(length) };
};

describe("ML-KEM-768", () => {
  it("has the sizes that the handshake's payloads are cut for", () => {
    const pair = kemKeyPair(seeded(1));
    const { ciphertext, shared } = kemEncapsulate(seeded(2), pair.public);
    expect([pair.public.length, ciphertext.length, shared.length]).toEqual([
      encapsulationKeyBytes,
      kemCiphertextBytes,
      32,
    ]);
    expect([encapsulationKeyBytes, kemCiphertextBytes]).toEqual([1_184, 1_088]);
  });

  it("gives both ends one secret", () => {
    const pair = kemKeyPair(seeded(1));
    const { ciphertext, shared } = kemEncapsulate(seeded(2), pair.public);
    expect(kemDecapsulate(pair.secret, ciphertext)).toEqual(shared);
  });

  it("gives a changed ciphertext another secret instead of an error, and always the same one", () => {
    const pair = kemKeyPair(seeded(1));
    const { ciphertext, shared } = kemEncapsulate(seeded(2), pair.public);
    for (const place of [0, 1, 543, kemCiphertextBytes - 1]) {
      const rejected = kemDecapsulate(pair.secret, flipped(ciphertext, place));
      expect(rejected).not.toEqual(shared);
      expect(kemDecapsulate(pair.secret, flipped(ciphertext, place))).toEqual(rejected);
    }
  });

  it("takes all its randomness from the port, so that a seed replays it", () => {
    expect(kemKeyPair(seeded(3))).toEqual(kemKeyPair(seeded(3)));
    expect(kemKeyPair(seeded(3)).public).not.toEqual(kemKeyPair(seeded(4)).public);
    const { public: key } = kemKeyPair(seeded(3));
    expect(kemEncapsulate(seeded(5), key)).toEqual(kemEncapsulate(seeded(5), key));
    expect(kemEncapsulate(seeded(5), key).ciphertext).not.toEqual(
      kemEncapsulate(seeded(6), key).ciphertext,
    );
  });

  it.each([encapsulationKeyBytes - 1, encapsulationKeyBytes + 1, 0])(
    "refuses an encapsulation key of %i bytes",
    (length) => {
      expect(() => kemEncapsulate(seeded(1), new Uint8Array(length))).toThrow(/length|expected/i);
    },
  );
});
