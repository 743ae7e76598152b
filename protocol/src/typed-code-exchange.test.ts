// Both sides of a typed code, honest and not: who gets the offer, who gets nothing, and how often one may try.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nodePrimitives as primitives } from "../../agent/src/platform/node-primitives.ts";
import { webPrimitives } from "../../mobile-web/src/vault/web-primitives.ts";
import { concat } from "./bytes.ts";
import { pakeBytesMax, typedCodeFailuresMax } from "./limits.ts";
import { type PairingOffer, relayHostBytesMax } from "./pairing-code.ts";
import { TypedCodeAgent } from "./typed-code-agent.ts";
import { TypedCodePhone } from "./typed-code-phone.ts";

const filled = (length: number, value: number): Uint8Array => new Uint8Array(length).fill(value);
const offer: PairingOffer = {
  sessionId: filled(16, 1),
  agentKey: filled(32, 2),
  secret: filled(32, 3),
};
const code = { nameplate: "7K3M", secret: "9QXT2A" };
const wrongCode = { nameplate: "7K3M", secret: "9QXT2B" };
const isPake = { name: "ProtocolFailure", code: "PAKE" };

const newAgent = () => new TypedCodeAgent(primitives, code, offer);
const newPhone = (with_ = code) => new TypedCodePhone(primitives, with_);

/** A phone that has sent Ta's worth of messages on its channel; returns Ta unsent. */
async function confirmed(agent: TypedCodeAgent, phone: TypedCodePhone, channel: number) {
  return phone.confirm(await agent.receive(channel, phone.start()));
}

async function failOnce(agent: TypedCodeAgent, channel: number): Promise<void> {
  const proof = await confirmed(agent, newPhone(wrongCode), channel);
  await expect(agent.receive(channel, proof)).rejects.toMatchObject(isPake);
}

describe("a typed code exchange", () => {
  test("brings the offer to a phone that was given the right code", async () => {
    const [agent, phone] = [newAgent(), new TypedCodePhone(webPrimitives, code)];
    const start = phone.start();
    const answer = await agent.receive(1, start);
    const proof = phone.confirm(answer);
    const last = await agent.receive(1, proof);
    expect([start, answer, proof, last].map((message) => message.length)).toEqual([
      48, 32, 32, 128,
    ]);
    expect(await phone.finish(last)).toEqual(offer);
    expect(agent.state).toBe("given");
  });

  test("has frames small enough for the relay with the longest relay host", async () => {
    const host = { ...offer, relayHost: "x".repeat(relayHostBytesMax) };
    const [agent, phone] = [new TypedCodeAgent(primitives, code, host), newPhone()];
    const last = await agent.receive(1, await confirmed(agent, phone, 1));
    expect(last.length).toBeLessThanOrEqual(pakeBytesMax);
    expect(await phone.finish(last)).toEqual(host);
  });

  test("gives nothing to a wrong secret, and nothing to a wrong nameplate", async () => {
    for (const other of [wrongCode, { nameplate: "7K3N", secret: "9QXT2A" }]) {
      const agent = newAgent();
      const proof = await confirmed(agent, newPhone(other), 1);
      await expect(agent.receive(1, proof)).rejects.toMatchObject(isPake);
      expect(agent.failuresLeft).toBe(typedCodeFailuresMax - 1);
    }
  });

  test("is burned by the third failure; even the right code is not answered then", async () => {
    const agent = newAgent();
    const honest = newPhone();
    const proof = await confirmed(agent, honest, 9);
    for (let channel = 1; channel <= typedCodeFailuresMax; channel++) {
      expect(agent.state).toBe("open");
      await failOnce(agent, channel);
    }
    expect(agent.state).toBe("burned");
    await expect(agent.receive(9, proof)).rejects.toMatchObject(isPake);
    await expect(agent.receive(10, newPhone().start())).rejects.toMatchObject(isPake);
  });

  test("survives two failures", async () => {
    const agent = newAgent();
    await failOnce(agent, 1);
    await failOnce(agent, 1);
    const phone = newPhone();
    const last = await agent.receive(1, await confirmed(agent, phone, 1));
    expect(await phone.finish(last)).toEqual(offer);
  });

  test("counts guesses over all channels, so that opening more of them buys none", async () => {
    const agent = newAgent();
    const proofs = [];
    for (let channel = 1; channel <= 8; channel++) {
      proofs.push(await confirmed(agent, newPhone(wrongCode), channel));
    }
    const tries = proofs.map(async (proof, index) => agent.receive(index + 1, proof));
    const results = await Promise.allSettled(tries);
    expect(results.every(({ status }) => status === "rejected")).toBe(true);
    expect(agent.state).toBe("burned");
  });

  test("gives the offer once: a second phone with the right code gets nothing", async () => {
    const agent = newAgent();
    const [first, second] = [newPhone(), newPhone()];
    const firstProof = await confirmed(agent, first, 1);
    const secondProof = await confirmed(agent, second, 2);
    const [given, refused] = await Promise.allSettled([
      agent.receive(1, firstProof),
      agent.receive(2, secondProof),
    ]);
    expect([given.status, refused.status]).toEqual(["fulfilled", "rejected"]);
    await expect(agent.receive(3, newPhone().start())).rejects.toMatchObject(isPake);
  });
});

describe("the agent's side refuses", () => {
  const neutral = new Uint8Array(32);
  const start = newPhone().start();

  test.each([
    ["the neutral element", concat(filled(16, 7), neutral)],
    ["bytes that encode no point", concat(filled(16, 7), filled(32, 0xff))],
    ["a negative encoding", concat(filled(16, 7), Uint8Array.of(1), filled(31, 0))],
    ["a message that is one byte short", start.slice(1)],
    ["a message that is one byte long", concat(start, Uint8Array.of(0))],
    ["an empty message", new Uint8Array()],
    ["Ta before Yb", filled(32, 1)],
  ])("%s, and counts it", async (_what, message) => {
    const agent = newAgent();
    await expect(agent.receive(1, message)).rejects.toMatchObject(isPake);
    expect(agent.failuresLeft).toBe(typedCodeFailuresMax - 1);
  });

  test("a session that was seen before, on whatever channel", async () => {
    const agent = newAgent();
    const first = newPhone().start();
    await agent.receive(1, first);
    await expect(agent.receive(2, first)).rejects.toMatchObject(isPake);
    const replayed = concat(first.slice(0, 16), newPhone().start().slice(16));
    await expect(agent.receive(3, replayed)).rejects.toMatchObject(isPake);
  });

  test("a second start on a channel that was answered", async () => {
    const agent = newAgent();
    await agent.receive(1, newPhone().start());
    await expect(agent.receive(1, newPhone().start())).rejects.toMatchObject(isPake);
  });

  test("the proof of another channel", async () => {
    const agent = newAgent();
    const proof = await confirmed(agent, newPhone(), 1);
    await confirmed(agent, newPhone(), 2);
    await expect(agent.receive(2, proof)).rejects.toMatchObject(isPake);
  });

  test("a second try of a proof after the first was wrong", async () => {
    const agent = newAgent();
    const right = await confirmed(agent, newPhone(), 1);
    await expect(agent.receive(1, filled(32, 0))).rejects.toMatchObject(isPake);
    await expect(agent.receive(1, right)).rejects.toMatchObject(isPake);
  });

  test("the proof of a channel that was closed meanwhile, whose number another phone may have", async () => {
    const agent = newAgent();
    const proof = await confirmed(agent, newPhone(), 1);
    agent.forget(1);
    await expect(agent.receive(1, proof)).rejects.toMatchObject(isPake);
  });

  test("to begin without end: sixteen exchanges, then every further one is a failure", async () => {
    const agent = newAgent();
    for (let channel = 1; channel <= 16; channel++) {
      await agent.receive(channel, newPhone().start());
      agent.forget(channel);
    }
    expect(agent.failuresLeft).toBe(typedCodeFailuresMax);
    await expect(agent.receive(17, newPhone().start())).rejects.toMatchObject(isPake);
    expect(agent.failuresLeft).toBe(typedCodeFailuresMax - 1);
  });

  test("anything at random, three times, and never throws anything but PAKE", async () => {
    const messages = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 3, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(messages, async (noise) => {
        const agent = newAgent();
        for (const message of noise) {
          await expect(agent.receive(1, message)).rejects.toMatchObject(isPake);
        }
        expect(agent.state).toBe("burned");
      }),
      { seed: 61, numRuns: 50 },
    );
  });
});

describe("the phone's side refuses", () => {
  test("its own point back", () => {
    const phone = newPhone();
    const own = phone.start().slice(16);
    expect(() => phone.confirm(own)).toThrow(expect.objectContaining(isPake));
  });

  test("the neutral element and whatever is no point", () => {
    for (const answer of [new Uint8Array(32), filled(32, 0xff), filled(31, 1), filled(33, 1)]) {
      const phone = newPhone();
      phone.start();
      expect(() => phone.confirm(answer)).toThrow(expect.objectContaining(isPake));
    }
  });

  test("its own proof back in place of the agent's", async () => {
    const [agent, phone] = [newAgent(), newPhone()];
    const proof = await confirmed(agent, phone, 1);
    const last = await agent.receive(1, proof);
    const reflected = concat(proof, last.slice(32));
    await expect(phone.finish(reflected)).rejects.toMatchObject(isPake);
  });

  test("an answer with any byte changed or missing", async () => {
    const { length } = await lastMessage(newPhone());
    for (let at = 0; at < length; at += 5) {
      const phone = newPhone();
      const changed = await lastMessage(phone);
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(phone.finish(changed)).rejects.toMatchObject(isPake);
      const other = newPhone();
      const cut = (await lastMessage(other)).slice(0, at);
      await expect(other.finish(cut)).rejects.toMatchObject(isPake);
    }
  });

  test("an agent that does not know the code", async () => {
    const impostor = new TypedCodeAgent(primitives, wrongCode, offer);
    const proof = await confirmed(impostor, newPhone(), 1);
    await expect(impostor.receive(1, proof)).rejects.toMatchObject(isPake);
    const [phone, other] = [newPhone(), newPhone()];
    phone.confirm(await impostor.receive(2, phone.start()));
    const last = await lastMessage(other);
    await expect(phone.finish(last)).rejects.toMatchObject(isPake);
  });

  test("steps out of turn, and everything after a failure", async () => {
    await expect(newPhone().finish(filled(128, 1))).rejects.toMatchObject(isPake);
    expect(() => newPhone().confirm(filled(32, 1))).toThrow(expect.objectContaining(isPake));
    const [agent, phone] = [newAgent(), newPhone()];
    const answer = await agent.receive(1, phone.start());
    expect(() => phone.start()).toThrow(expect.objectContaining(isPake));
    expect(() => phone.confirm(answer)).toThrow(expect.objectContaining(isPake));
  });

  async function lastMessage(phone: TypedCodePhone): Promise<Uint8Array> {
    const agent = newAgent();
    return agent.receive(1, await confirmed(agent, phone, 1));
  }
});

test("every exchange has a fresh session, fresh points and fresh proofs", async () => {
  const seen = new Set<string>();
  for (let i = 0; i < 3; i++) {
    const [agent, phone] = [newAgent(), newPhone()];
    const start = phone.start();
    const answer = await agent.receive(1, start);
    const proof = phone.confirm(answer);
    const last = await agent.receive(1, proof);
    for (const message of [start.slice(0, 16), start.slice(16), answer, proof, last]) {
      seen.add(Buffer.from(message).toString("hex"));
    }
  }
  expect(seen.size).toBe(15);
});
