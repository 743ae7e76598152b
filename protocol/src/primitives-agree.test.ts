// What one backend makes another understands, and all refuse alike: the port's promises beyond vectors.

import { sign as nodeSign, generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { webPrimitives } from "../../mobile-web/src/vault/web-primitives.ts";
import { ProtocolFailure } from "./failure.ts";
import { ed25519Verify } from "./ed25519-verify.ts";
import { noblePrimitives } from "./noble-primitives.ts";
import type { Primitives, SignatureVerifier } from "./primitives.ts";

const noble = noblePrimitives(nodePrimitives.randomBytes);
const web = { ...webPrimitives, ed25519Verify };
const backends: readonly (Primitives & SignatureVerifier)[] = [noble, nodePrimitives, web];

const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const aead = { key: bytes(32), nonce: bytes(12), associated: fc.uint8Array({ maxLength: 64 }) };

describe("backends among themselves", () => {
  test("seal alike and open what the others sealed", async () => {
    const plaintexts = fc.uint8Array({ maxLength: 2_048 });
    await fc.assert(
      fc.asyncProperty(fc.record(aead), plaintexts, async ({ key, nonce, associated }, plain) => {
        const ciphers = await Promise.all(backends.map(async (backend) => backend.aes256gcm(key)));
        const sealed = await Promise.all(
          ciphers.map(async (c) => c.seal(nonce, associated, plain)),
        );
        expect(new Set(sealed.map((one) => Buffer.from(one).toString("hex"))).size).toBe(1);
        for (const [index, cipher] of ciphers.entries()) {
          const other = sealed[(index + 1) % sealed.length] ?? new Uint8Array();
          expect(await cipher.open(nonce, associated, other)).toEqual(plain);
        }
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  test("hash, authenticate and exchange keys alike", async () => {
    const input = fc.record({ secret: bytes(32), peer: bytes(32), message: fc.uint8Array() });
    await fc.assert(
      fc.asyncProperty(input, async ({ secret, peer, message }) => {
        const each = async (backend: Primitives) => [
          backend.sha256(message),
          backend.hmacSha256(secret, message),
          backend.hmacSha256(message, secret),
          await backend.x25519Public(secret),
          await backend.x25519(secret, peer),
        ];
        const results = await Promise.all(backends.map(each));
        expect(results[1]).toEqual(results[0]);
        expect(results[2]).toEqual(results[0]);
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  test("give the same verdict on signatures with any one bit flipped", () => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    const key = new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(12));
    const message = new Uint8Array(Buffer.from("an approval"));
    const signature = new Uint8Array(nodeSign(null, message, privateKey));
    for (const backend of backends) {
      expect(backend.ed25519Verify(key, message, signature)).toBe(true);
    }
    fc.assert(
      fc.property(fc.nat({ max: (32 + 64) * 8 - 1 }), (bit) => {
        const parts = [key.slice(), signature.slice()] as const;
        const part = bit < 256 ? parts[0] : parts[1];
        const at = (bit < 256 ? bit : bit - 256) >>> 3;
        part[at] = (part[at] ?? 0) ^ (1 << (bit & 7));
        for (const backend of backends) {
          expect(backend.ed25519Verify(parts[0], message, parts[1])).toBe(false);
        }
      }),
      { seed: 3, numRuns: 60 },
    );
  });
});

describe.each(backends)("$name", (primitives) => {
  const nonce = new Uint8Array(12);
  const none = new Uint8Array();

  test("does not open a frame with any byte changed, cut short or made longer", async () => {
    const cipher = await primitives.aes256gcm(new Uint8Array(32).fill(7));
    const associated = Uint8Array.of(1, 2, 3);
    const sealed = await cipher.seal(nonce, associated, new Uint8Array(40).fill(9));
    for (let at = 0; at < sealed.length; at++) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 0x80;
      await expect(open(cipher, associated, changed)).rejects.toMatchObject({ code: "AEAD" });
      const cut = sealed.slice(0, at);
      await expect(open(cipher, associated, cut)).rejects.toMatchObject({ code: "AEAD" });
    }
    const longer = new Uint8Array([...sealed, 0]);
    await expect(open(cipher, associated, longer)).rejects.toMatchObject({ code: "AEAD" });
    await expect(open(cipher, none, sealed)).rejects.toMatchObject({ code: "AEAD" });
    expect(await open(cipher, associated, sealed)).toEqual(new Uint8Array(40).fill(9));
  });

  const open = async (
    cipher: Awaited<ReturnType<Primitives["aes256gcm"]>>,
    associated: Uint8Array,
    sealed: Uint8Array,
  ): Promise<Uint8Array> => cipher.open(nonce, associated, sealed);

  test.each([0, 16, 24, 31, 33])("takes no AES key of %i bytes", async (length) => {
    const make = async () => primitives.aes256gcm(new Uint8Array(length));
    await expect(make()).rejects.toThrow(RangeError);
  });

  test.each([0, 8, 11, 13, 16])("takes no nonce of %i bytes", async (length) => {
    const cipher = await primitives.aes256gcm(new Uint8Array(32));
    const wrong = new Uint8Array(length);
    await expect((async () => cipher.seal(wrong, none, none))()).rejects.toThrow(RangeError);
    const sealed = new Uint8Array(16);
    await expect((async () => cipher.open(wrong, none, sealed))()).rejects.toThrow(RangeError);
  });

  test.each([0, 31, 33])("takes no X25519 key of %i bytes", async (length) => {
    const right = new Uint8Array(32).fill(9);
    const wrong = new Uint8Array(length).fill(9);
    await expect((async () => primitives.x25519(wrong, right))()).rejects.toThrow(RangeError);
    await expect((async () => primitives.x25519(right, wrong))()).rejects.toThrow(RangeError);
    await expect((async () => primitives.x25519Public(wrong))()).rejects.toThrow(RangeError);
  });

  test("refuses the all-zero key of a peer as LOW_ORDER", async () => {
    const agree = async () => primitives.x25519(new Uint8Array(32).fill(9), new Uint8Array(32));
    await expect(agree()).rejects.toMatchObject({ code: "LOW_ORDER" });
  });

  test("says no, and throws nothing, to a key or signature of the wrong length", () => {
    for (const [key, signature] of [
      [31, 64],
      [33, 64],
      [32, 63],
      [32, 65],
      [0, 0],
    ] as const) {
      const verdict = primitives.ed25519Verify(
        new Uint8Array(key),
        none,
        new Uint8Array(signature),
      );
      expect(verdict).toBe(false);
    }
  });

  test("keeps its AES key when the caller wipes its copy", async () => {
    const key = new Uint8Array(32).fill(3);
    const cipher = await primitives.aes256gcm(key);
    const before = await cipher.seal(nonce, none, Uint8Array.of(1));
    key.fill(0);
    expect(await cipher.seal(nonce, none, Uint8Array.of(1))).toEqual(before);
  });

  test("returns plain arrays that own their memory, so that slice() copies", async () => {
    const secret = new Uint8Array(32).fill(5);
    const cipher = await primitives.aes256gcm(secret);
    const sealed = await cipher.seal(nonce, none, secret);
    const results = [
      primitives.randomBytes(32),
      primitives.sha256(secret),
      primitives.hmacSha256(secret, secret),
      await primitives.x25519Public(secret),
      await primitives.x25519(secret, new Uint8Array(32).fill(9)),
      sealed,
      await cipher.open(nonce, none, sealed),
    ];
    for (const result of results) {
      expect(Object.getPrototypeOf(result)).toBe(Uint8Array.prototype);
      expect(result.buffer.byteLength).toBe(result.byteLength);
    }
  });

  test("opens frames that are a view into a larger buffer", async () => {
    const cipher = await primitives.aes256gcm(new Uint8Array(32));
    const sealed = await cipher.seal(nonce, none, Uint8Array.of(1, 2, 3));
    const larger = new Uint8Array(64);
    larger.set(sealed, 7);
    const view = larger.subarray(7, 7 + sealed.length);
    expect(await cipher.open(nonce, none, view)).toEqual(Uint8Array.of(1, 2, 3));
  });
});

test("noble's randomness is the caller's", () => {
  const seeded = noblePrimitives((length) => new Uint8Array(length).fill(42));
  expect(seeded.randomBytes(3)).toEqual(Uint8Array.of(42, 42, 42));
});

test("node:crypto and WebCrypto give fresh randomness each time", () => {
  for (const { randomBytes } of [nodePrimitives, webPrimitives]) {
    expect(randomBytes(32)).not.toEqual(randomBytes(32));
    expect(randomBytes(32)).toHaveLength(32);
  }
});

test("failures are ProtocolFailures, which callers switch on", () => {
  const low = () => nodePrimitives.x25519(new Uint8Array(32).fill(1), new Uint8Array(32));
  expect(low).toThrow(ProtocolFailure);
});
