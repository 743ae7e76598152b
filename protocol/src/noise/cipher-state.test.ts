import { describe, expect, it } from "vitest";
import { backends } from "../../../scripts/backends.ts";
import { nodePrimitives } from "../../../agent/src/platform/node-primitives.ts";
import { answerTo } from "../../../simulation/tampering.ts";
import { u32 } from "../bytes.ts";
import type { Primitives } from "../primitives.ts";
import { CipherState } from "./cipher-state.ts";

const empty = new Uint8Array();
// A new copy for each state: rekeying and forgetting wipe the bytes they were given.
const key = () => Uint8Array.from({ length: 32 }, (_, index) => index);

/** Records every nonce it is given. */
function watched(): { primitives: Primitives; nonces: string[] } {
  const nonces: string[] = [];
  const primitives: Primitives = {
    ...nodePrimitives,
    async aes256gcm(secret) {
      const aead = await nodePrimitives.aes256gcm(secret);
      return {
        ...aead,
        seal(nonce, associated, plaintext) {
          nonces.push(Buffer.from(nonce).toString("hex"));
          return aead.seal(nonce, associated, plaintext);
        },
      };
    },
  };
  return { primitives, nonces };
}

describe("a cipher state", () => {
  it("without a key passes bytes through, as Noise asks of the first messages", async () => {
    const cipher = new CipherState(nodePrimitives);
    expect(cipher.hasKey).toBe(false);
    expect(await cipher.seal(empty, u32(5))).toEqual(u32(5));
    expect(await cipher.open(empty, u32(5))).toEqual(u32(5));
    expect(cipher.count).toBe(0);
  });

  it.each(backends)("opens on $name what it sealed in the same order only", async (primitives) => {
    const [send, receive] = [
      new CipherState(primitives, key()),
      new CipherState(primitives, key()),
    ];
    const sealed = [await send.seal(empty, u32(1)), await send.seal(empty, u32(2))];
    expect(sealed[0]).not.toEqual(sealed[1]);
    expect(await receive.open(empty, sealed[0] ?? empty)).toEqual(u32(1));
    expect(await receive.open(empty, sealed[1] ?? empty)).toEqual(u32(2));
    const late = new CipherState(primitives, key());
    expect(await answerTo(() => late.open(empty, sealed[1] ?? empty))).toBe("AEAD");
  });

  it("binds the associated data", async () => {
    const sealed = await new CipherState(nodePrimitives, key()).seal(u32(1), u32(7));
    const receive = new CipherState(nodePrimitives, key());
    expect(await answerTo(() => receive.open(u32(2), sealed))).toBe("AEAD");
  });

  it("uses four zero bytes and a 64-bit big-endian counter as nonce, each once", async () => {
    const { primitives, nonces } = watched();
    const cipher = new CipherState(primitives, key());
    for (let i = 0; i < 3; i++) await cipher.seal(empty, empty);
    expect(nonces).toEqual(["00".repeat(12), `${"00".repeat(11)}01`, `${"00".repeat(11)}02`]);
    const far = new CipherState(primitives, key(), 2 ** 32 + 5);
    await far.seal(empty, empty);
    expect(nonces.at(-1)).toBe("000000000000000100000005");
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  it("stops for good where its counter would lose precision", async () => {
    const cipher = new CipherState(nodePrimitives, key(), Number.MAX_SAFE_INTEGER);
    expect(await answerTo(() => cipher.seal(empty, empty))).toBe("EXHAUSTED");
    expect(await answerTo(() => cipher.open(empty, new Uint8Array(16)))).toBe("EXHAUSTED");
    expect(cipher.count).toBe(Number.MAX_SAFE_INTEGER);
  });
});

describe("rekeying", () => {
  it.each(backends)("on $name makes Noise's next key and goes on counting", async (primitives) => {
    const cipher = new CipherState(primitives, key());
    await cipher.seal(empty, u32(1));
    await cipher.rekey();
    expect(cipher.count).toBe(1);
    // ENCRYPT(k, 2^64 - 1, empty, zeros), cut to 32 bytes: Noise rev 34, section 4.2.
    const nonce = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255);
    const aead = await nodePrimitives.aes256gcm(key());
    const next = (await aead.seal(nonce, empty, new Uint8Array(32))).slice(0, 32);
    const expected = new CipherState(nodePrimitives, next, 1);
    expect(await cipher.seal(empty, u32(2))).toEqual(await expected.seal(empty, u32(2)));
  });

  it("on one side only makes the next message fail", async () => {
    const [send, receive] = [
      new CipherState(nodePrimitives, key()),
      new CipherState(nodePrimitives, key()),
    ];
    await send.rekey();
    const sealed = await send.seal(empty, u32(1));
    expect(await answerTo(() => receive.open(empty, sealed))).toBe("AEAD");
  });

  it("does not bring back a key that was forgotten meanwhile", async () => {
    const cipher = new CipherState(nodePrimitives, key());
    const rekeying = answerTo(() => cipher.rekey());
    cipher.forget();
    expect(await rekeying).toBe("CLOSED");
    expect(cipher.hasKey).toBe(false);
  });
});

describe("forgetting", () => {
  it("wipes the key's bytes and leaves a state that seals and opens nothing", async () => {
    const secret = key();
    const cipher = new CipherState(nodePrimitives, secret);
    await cipher.seal(empty, u32(1));
    cipher.forget();
    expect(secret).toEqual(new Uint8Array(32));
    expect(cipher.hasKey).toBe(false);
    expect(await answerTo(() => cipher.rekey())).toBe("CLOSED");
  });
});
