// The engine apart from the product's pattern: turns, keys that are missing, and death after a failure.
// That its bytes are right is shown by the published vectors (scripts/noise-vectors.test.ts).

import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../../agent/src/platform/node-primitives.ts";
import { answerTo, flipped } from "../../../simulation/tampering.ts";
import { keyPair } from "../../../simulation/two-ends.ts";
import { noiseMessageBytesMax } from "../limits.ts";
import { NoiseHandshake, type NoiseOptions } from "./noise-handshake.ts";
import { parseProtocolName } from "./pattern.ts";

const empty = new Uint8Array();
const agentKey = keyPair(nodePrimitives);
const phoneKey = keyPair(nodePrimitives);
const psk = new Uint8Array(32).fill(3);

function ends(pattern: string, changes: Partial<NoiseOptions> = {}) {
  const options = {
    primitives: nodePrimitives,
    pattern: parseProtocolName(`Noise_${pattern}_25519_AESGCM_SHA256`),
    prologue: empty,
    psks: [psk],
  };
  return {
    phone: new NoiseHandshake({
      ...options,
      initiator: true,
      static: phoneKey,
      remoteStatic: agentKey.public,
      ...changes,
    }),
    agent: new NoiseHandshake({
      ...options,
      initiator: false,
      static: agentKey,
      remoteStatic: pattern.startsWith("K") ? phoneKey.public : undefined,
    }),
  };
}

describe("a Noise handshake", () => {
  it("takes its turns and no other", async () => {
    const early = ends("XX");
    expect(await answerTo(() => early.phone.readMessage(empty))).toBe("HANDSHAKE");
    expect(await answerTo(() => early.agent.writeMessage(empty))).toBe("HANDSHAKE");
    const { phone, agent } = ends("XX");
    await agent.readMessage(await phone.writeMessage(empty));
    expect(await answerTo(() => phone.writeMessage(empty))).toBe("HANDSHAKE");
    expect(await answerTo(() => agent.readMessage(empty))).toBe("HANDSHAKE");
  });

  it("is not split before its end, nor twice", async () => {
    const { phone, agent } = ends("NN");
    expect(() => phone.split()).toThrow(expect.objectContaining({ code: "HANDSHAKE" }));
    await agent.readMessage(await phone.writeMessage(empty));
    await phone.readMessage(await agent.writeMessage(empty));
    expect(phone.finished && agent.finished).toBe(true);
    phone.split();
    expect(() => phone.split()).toThrow(expect.objectContaining({ code: "HANDSHAKE" }));
    expect(await answerTo(() => phone.writeMessage(empty))).toBe("HANDSHAKE");
  });

  it("is not split after a last message that failed", async () => {
    const { phone, agent } = ends("NK");
    await agent.readMessage(await phone.writeMessage(empty));
    const m2 = await agent.writeMessage(empty);
    expect(await answerTo(() => phone.readMessage(flipped(m2, 40)))).toBe("HANDSHAKE");
    expect(() => phone.split()).toThrow(expect.objectContaining({ code: "HANDSHAKE" }));
  });

  it("says the same whatever broke, and keeps the cause for its own side", async () => {
    const { agent } = ends("XX");
    const { agent: other } = ends("XKpsk0");
    const failures = await Promise.all(
      [agent.readMessage(new Uint8Array(3)), other.readMessage(new Uint8Array(200))].map((read) =>
        read.catch((failure: unknown) => failure),
      ),
    );
    expect(failures.map(String)).toEqual([
      "ProtocolFailure: the handshake has failed",
      "ProtocolFailure: the handshake has failed",
    ]);
    for (const failure of failures) expect(failure).toHaveProperty("cause");
  });

  it.each([
    ["a static key of its own", "XX", { static: undefined }, 2],
    ["the psk", "XXpsk0", { psks: [] }, 0],
    ["a psk of 32 bytes", "XXpsk0", { psks: [new Uint8Array(31)] }, 0],
  ])("fails at the place where it misses %s", async (_, pattern, changes, place) => {
    const { phone, agent } = ends(pattern, changes);
    if (place === 2) {
      await agent.readMessage(await phone.writeMessage(empty));
      await phone.readMessage(await agent.writeMessage(empty));
    }
    expect(await answerTo(() => phone.writeMessage(empty))).toBe("HANDSHAKE");
  });

  it("does not begin without a key that its pattern knows beforehand", () => {
    expect(() => ends("NK", { remoteStatic: undefined })).toThrow("a key of the peer is missing");
    expect(() => ends("KK", { static: undefined })).toThrow("a key of our own is missing");
  });

  it("takes a psk as late as the message before its token", async () => {
    const { phone, agent } = ends("XXpsk3", { psks: [] });
    await agent.readMessage(await phone.writeMessage(empty));
    await phone.readMessage(await agent.writeMessage(empty));
    phone.supplyPsk(psk);
    await agent.readMessage(await phone.writeMessage(empty));
    expect(agent.handshakeHash).toEqual(phone.handshakeHash);
  });

  it("writes and reads messages of 65,535 bytes and none longer", async () => {
    const { phone, agent } = ends("NN");
    const largest = new Uint8Array(noiseMessageBytesMax - 32);
    const message = await phone.writeMessage(largest);
    expect(message.length).toBe(noiseMessageBytesMax);
    expect(await agent.readMessage(message)).toEqual(largest);
    const long = ends("NN");
    const tooLong = new Uint8Array(noiseMessageBytesMax - 31);
    expect(await answerTo(() => long.phone.writeMessage(tooLong))).toBe("HANDSHAKE");
    const message2 = new Uint8Array(noiseMessageBytesMax + 1);
    expect(await answerTo(() => long.agent.readMessage(message2))).toBe("HANDSHAKE");
  });

  it("makes a new ephemeral key every time", async () => {
    const messages = await Promise.all(
      [ends("NN"), ends("NN")].map(({ phone }) => phone.writeMessage(empty)),
    );
    expect(messages[0]).not.toEqual(messages[1]);
  });

  it("ends with different hashes when the prologues differ, and notices at the first tag", async () => {
    const { phone } = ends("NN", { prologue: Uint8Array.of(1) });
    const { agent } = ends("NN");
    await agent.readMessage(await phone.writeMessage(empty));
    const m2 = await agent.writeMessage(empty);
    expect(await answerTo(() => phone.readMessage(m2))).toBe("HANDSHAKE");
  });
});
