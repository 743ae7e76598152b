// Peers that follow the handshake in all but one thing: points of low order, KEM keys and ciphertexts
// that are not what they should be. They hold every secret, so nothing but the check itself refuses them.

import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import { describe, expect, it } from "vitest";
import { backends } from "../../scripts/backends.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { answerTo, flipped } from "../../simulation/tampering.ts";
import {
  type Acquaintance,
  acquaint,
  agentHandshake,
  phoneHandshake,
} from "../../simulation/two-ends.ts";
import { concat, u32, u64, u8 } from "./bytes.ts";
import { splitFirstMessage } from "./handshake.ts";
import { prologue } from "./header.ts";
import { encapsulationKeyBytes, kemCiphertextBytes, kemEncapsulate, kemKeyPair } from "./kem.ts";
import { kemPsk } from "./keys.ts";
import { handshakePayloadBytes } from "./limits.ts";
import { NoiseHandshake, type NoiseOptions } from "./noise/noise-handshake.ts";
import { parseProtocolName } from "./noise/pattern.ts";
import type { Primitives } from "./primitives.ts";

const fromHex = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const ff = "ff".repeat(30);
const lowOrderPoints = [
  ["zero", "00".repeat(32)],
  ["one", `01${"00".repeat(31)}`],
  ["order 8", "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800"],
  ["order 8, the other", "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157"],
  ["p - 1", `ec${ff}7f`],
  ["p", `ed${ff}7f`],
  ["p + 1", `ee${ff}7f`],
].flatMap(([name = "", hex = ""]) => {
  const point = fromHex(hex);
  const withHighBit = point.slice();
  withHighBit[31] = (withHighBit[31] ?? 0) | 0x80;
  return [
    [name, point],
    [`${name}, highest bit set`, withHighBit],
  ] as const;
});

/** Primitives without the check: the peer that hopes for an all-zero secret computes with zeros. */
const forgiving: Primitives = { ...nodePrimitives, x25519: () => new Uint8Array(32) };

/** What an end would be that had lost the check. */
const withoutCheck: Primitives = {
  ...nodePrimitives,
  x25519(secret, peer) {
    try {
      return nodePrimitives.x25519(secret, peer);
    } catch {
      return new Uint8Array(32);
    }
  },
};

const versions = concat(u8(1), u8(1), u32(1));
const padded = (...fields: readonly Uint8Array[]) => {
  const filled = concat(...fields);
  return concat(filled, new Uint8Array(handshakePayloadBytes - filled.length));
};

/** A peer that speaks bare Noise and puts into the payloads what it likes. */
function bareNoise(between: Acquaintance, changes: Partial<NoiseOptions>): NoiseHandshake {
  const initiator = changes.initiator ?? true;
  return new NoiseHandshake({
    primitives: between.primitives,
    pattern: parseProtocolName("Noise_XKpsk0+psk3_25519_AESGCM_SHA256"),
    initiator,
    prologue: prologue(between.header, between.sessionId),
    static: initiator ? between.phoneKey : between.agentKey,
    remoteStatic: initiator ? between.agentKey.public : undefined,
    psks: [between.psk0],
    ...changes,
  });
}

const ephemeral = (point: Uint8Array) => ({ secret: new Uint8Array(32).fill(9), public: point });

describe.each(backends.map((primitives) => [primitives.name, primitives] as const))(
  "a point of low order, against %s",
  (_, primitives) => {
    it.each(lowOrderPoints)(
      "as the phone's ephemeral key (%s) is refused",
      async (_name, point) => {
        const between = acquaint(primitives);
        const phone = bareNoise(between, {
          primitives: forgiving,
          fixedEphemeral: ephemeral(point),
        });
        const ek = kemKeyPair(primitives).public;
        const m1 = await phone.writeMessage(padded(ek, versions));
        expect(await answerTo(() => agentHandshake(between).answer(m1))).toBe("HANDSHAKE");
      },
    );

    it.each(lowOrderPoints)(
      "as the agent's ephemeral key (%s) is refused",
      async (_name, point) => {
        const between = acquaint(primitives);
        const phone = phoneHandshake(between);
        const { m1 } = splitFirstMessage(await phone.start());
        const agent = new ReplyingAgent(between, point);
        expect(await answerTo(async () => phone.finish(await agent.reply(m1)))).toBe("HANDSHAKE");
      },
    );
  },
);

describe("the table of low-order points", () => {
  it.each(lowOrderPoints)("%s would be accepted by an end without the check", async (_, point) => {
    const between = acquaint(withoutCheck);
    const odd = bareNoise(between, { primitives: forgiving, fixedEphemeral: ephemeral(point) });
    const m1 = await odd.writeMessage(padded(kemKeyPair(nodePrimitives).public, versions));
    expect(await answerTo(() => agentHandshake(between).answer(m1))).toBe("accepted");

    const phone = phoneHandshake(between);
    const { m1: honest } = splitFirstMessage(await phone.start());
    const m2 = await new ReplyingAgent(between, point).reply(honest);
    expect(await answerTo(() => phone.finish(m2))).toBe("accepted");
  });
});

/** An agent whose ee is zero: it knows the phone's real keys and only its ephemeral key is odd. */
class ReplyingAgent {
  readonly #between: Acquaintance;
  readonly #point: Uint8Array;

  constructor(between: Acquaintance, point: Uint8Array) {
    this.#between = between;
    this.#point = point;
  }

  async reply(m1: Uint8Array): Promise<Uint8Array> {
    let operations = 0;
    const { primitives } = this.#between;
    const noise = bareNoise(this.#between, {
      initiator: false,
      fixedEphemeral: ephemeral(this.#point),
      primitives: {
        ...primitives,
        // es in the first message is computed honestly, ee in the second is zero.
        x25519: (secret, peer) =>
          operations++ === 0 ? primitives.x25519(secret, peer) : new Uint8Array(32),
      },
    });
    const payload = await noise.readMessage(m1);
    const ek = payload.subarray(0, encapsulationKeyBytes);
    const { ciphertext } = kemEncapsulate(primitives, ek);
    return noise.writeMessage(padded(ciphertext, u8(1), versions, u64(0), new Uint8Array(8)));
  }
}

describe("the phone's KEM key", () => {
  const answerToKey = async (key: Uint8Array) => {
    const between = acquaint(nodePrimitives);
    const m1 = await bareNoise(between, {}).writeMessage(padded(key, versions));
    return answerTo(() => agentHandshake(between).answer(m1));
  };

  it("is accepted as it is generated", async () => {
    expect(await answerToKey(kemKeyPair(nodePrimitives).public)).toBe("accepted");
  });

  it.each([
    ["3329, the modulus itself", 3_329, 0],
    ["4095, all bits set", 4_095, 0],
    ["3329 in the last coefficient", 3_329, 767],
  ])("with a coefficient of %s is refused", async (_, value, place) => {
    const key = kemKeyPair(nodePrimitives).public.slice();
    expect(await answerToKey(withCoefficient(key, place, value))).toBe("HANDSHAKE");
  });

  it("with a payload one byte short or long is refused", async () => {
    const between = acquaint(nodePrimitives);
    for (const length of [handshakePayloadBytes - 1, handshakePayloadBytes + 1, 0]) {
      const m1 = await bareNoise(between, {}).writeMessage(new Uint8Array(length));
      expect(await answerTo(() => agentHandshake(between).answer(m1))).toBe("HANDSHAKE");
    }
  });
});

describe("a KEM secret that the two ends do not share", () => {
  // Both changes are made by someone inside the AEAD; the phone cannot notice, m3 gives it away.
  const m3Answer = async (
    change: (ek: Uint8Array) => { ciphertext: Uint8Array; psk: Uint8Array },
  ) => {
    const between = acquaint(nodePrimitives);
    const agent = bareNoise(between, { initiator: false });
    const phone = phoneHandshake(between);
    const { m1 } = splitFirstMessage(await phone.start());
    const ek = (await agent.readMessage(m1)).slice(0, encapsulationKeyBytes);
    const { ciphertext, psk } = change(ek);
    agent.supplyPsk(psk);
    const payload = padded(ciphertext, u8(1), versions, u64(0), new Uint8Array(8));
    const outcome = await phone.finish(await agent.writeMessage(payload));
    if (outcome.kind !== "established") throw new Error("expected the phone to go on");
    return answerTo(() => agent.readMessage(outcome.message));
  };
  const honest = (ek: Uint8Array) => {
    const { ciphertext, shared } = kemEncapsulate(nodePrimitives, ek);
    return { ciphertext, psk: kemPsk(nodePrimitives, shared, ek, ciphertext) };
  };

  it("is shared when nobody changes anything", async () => {
    expect(await m3Answer(honest)).toBe("accepted");
  });

  it("because the ciphertext was changed makes m3 fail", async () => {
    for (const place of [0, 500, kemCiphertextBytes - 1]) {
      const answer = await m3Answer((ek) => {
        const { ciphertext, psk } = honest(ek);
        return { ciphertext: flipped(ciphertext, place), psk };
      });
      expect(answer).toBe("HANDSHAKE");
    }
  });

  it("because the key was changed makes m3 fail", async () => {
    const answer = await m3Answer((ek) => {
      // The last 32 bytes are a seed: any value is a valid key, and another one.
      const changed = flipped(ek, encapsulationKeyBytes - 1);
      const { cipherText, sharedSecret } = ml_kem768.encapsulate(changed);
      return { ciphertext: cipherText, psk: kemPsk(nodePrimitives, sharedSecret, ek, cipherText) };
    });
    expect(answer).toBe("HANDSHAKE");
  });

  it("because psk3 was bound to another key makes m3 fail", async () => {
    const answer = await m3Answer((ek) => {
      const { ciphertext, shared } = kemEncapsulate(nodePrimitives, ek);
      const other = kemKeyPair(nodePrimitives).public;
      return { ciphertext, psk: kemPsk(nodePrimitives, shared, other, ciphertext) };
    });
    expect(answer).toBe("HANDSHAKE");
  });
});

/** Coefficients have 12 bits, two in three bytes, little-endian (FIPS 203, ByteEncode). */
function withCoefficient(key: Uint8Array, place: number, value: number): Uint8Array {
  const start = Math.floor(place / 2) * 3;
  const [low = 0, middle = 0, high = 0] = key.subarray(start, start + 3);
  const pair = low | (middle << 8) | (high << 16);
  const changed = place % 2 === 0 ? (pair & 0xff_f000) | value : (pair & 0x00_0fff) | (value << 12);
  key.set([changed & 0xff, (changed >>> 8) & 0xff, changed >>> 16], start);
  return key;
}
