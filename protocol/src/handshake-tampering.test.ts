// Everything a network can do to the three handshake messages: each ends in one and the same refusal.

import { beforeAll, describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { SeededRandom } from "../../simulation/seeded-random.ts";
import {
  answerTo,
  flipped,
  lengthened,
  upTo,
  wronglyAnswered,
} from "../../simulation/tampering.ts";
import {
  type Acquaintance,
  type HandshakeRecord,
  acquaint,
  agentHandshake,
  keyPair,
  phoneHandshake,
  shakeHands,
} from "../../simulation/two-ends.ts";
import { concat } from "./bytes.ts";
import { splitFirstMessage } from "./handshake.ts";
import { type Header, encodeHeader, headerBytes } from "./header.ts";
import { noiseMessageBytesMax } from "./limits.ts";
import type { Primitives } from "./primitives.ts";

const m1Bytes = 1_280;
const m2Bytes = 1_280;
const m3Bytes = 64;

// The same randomness again makes the same ephemeral keys again, so that one recorded message fits each
// of the many ends that a table of tampered messages uses up.
const repeatable = (seed: number): Primitives => {
  const random = new SeededRandom(seed);
  return { ...nodePrimitives, randomBytes: (length) => random.bytes(length) };
};

const phoneAgain = async (between: Acquaintance) => {
  const phone = phoneHandshake({ ...between, primitives: repeatable(1) });
  await phone.start();
  return phone;
};

const agentAgain = async (between: Acquaintance, m1: Uint8Array) => {
  const agent = agentHandshake({ ...between, primitives: repeatable(2) });
  await agent.answer(m1);
  return agent;
};

let between: Acquaintance;
let m1: Uint8Array;
let m2: Uint8Array;
let m3: Uint8Array;

beforeAll(async () => {
  between = acquaint(nodePrimitives);
  const phone = phoneHandshake({ ...between, primitives: repeatable(1) });
  m1 = splitFirstMessage(await phone.start()).m1;
  m2 = (await agentHandshake({ ...between, primitives: repeatable(2) }).answer(m1)).message;
  const outcome = await phone.finish(m2);
  if (outcome.kind !== "established") throw new Error("expected a common version");
  m3 = outcome.message;
});

describe("the messages as recorded", () => {
  it("are accepted, so that what follows is refused for what was changed", async () => {
    expect([m1.length, m2.length, m3.length]).toEqual([m1Bytes, m2Bytes, m3Bytes]);
    expect(await answerTo(() => agentHandshake(between).answer(m1))).toBe("accepted");
    expect(await answerTo(async () => (await phoneAgain(between)).finish(m2))).toBe("accepted");
    expect(await answerTo(async () => (await agentAgain(between, m1)).finish(m3))).toBe("accepted");
  });
});

describe("a changed byte", () => {
  it("anywhere in m1 is refused before there is an m2", async () => {
    const answer = (place: number) => agentHandshake(between).answer(flipped(m1, place));
    expect(await wronglyAnswered(upTo(m1Bytes), "HANDSHAKE", answer)).toEqual([]);
  });

  it("anywhere in m2 is refused before there is an m3", async () => {
    const answer = async (place: number) => (await phoneAgain(between)).finish(flipped(m2, place));
    expect(await wronglyAnswered(upTo(m2Bytes), "HANDSHAKE", answer)).toEqual([]);
  });

  it("anywhere in m3 is refused", async () => {
    const answer = async (place: number) =>
      (await agentAgain(between, m1)).finish(flipped(m3, place));
    expect(await wronglyAnswered(upTo(m3Bytes), "HANDSHAKE", answer)).toEqual([]);
  });

  it("in the header names another version or mode, or makes m1 fail", async () => {
    const first = concat(encodeHeader(between.header), m1);
    const answers = new Map<number, string>();
    for (const place of upTo(headerBytes)) {
      // The agent of this table knows every id and takes it for the same secret: the prologue decides.
      const answer = await answerTo(() => {
        const { header, m1: message } = splitFirstMessage(flipped(first, place));
        return agentHandshake({ ...between, header }).answer(message);
      });
      answers.set(place, answer);
    }
    const expected = upTo(headerBytes).map((place) => [place, place < 2 ? "VERSION" : "HANDSHAKE"]);
    expect([...answers]).toEqual(expected);
  });
});

describe("another length", () => {
  const shorter = (length: number) => upTo(length);

  it("of m1, any below its own, is refused", async () => {
    const answer = (length: number) => agentHandshake(between).answer(m1.subarray(0, length));
    expect(await wronglyAnswered(shorter(m1Bytes), "HANDSHAKE", answer)).toEqual([]);
  });

  it("of m2, any tried below its own, is refused", async () => {
    const answer = async (length: number) =>
      (await phoneAgain(between)).finish(m2.subarray(0, length));
    // Each needs a phone with a new KEM key: all lengths at both ends, every seventh between.
    const dense = shorter(m2Bytes).filter(
      (length) => length < 100 || length >= m2Bytes - 100 || length % 7 === 0,
    );
    expect(await wronglyAnswered(dense, "HANDSHAKE", answer)).toEqual([]);
  });

  it("of m3, any below its own, is refused", async () => {
    const answer = async (length: number) =>
      (await agentAgain(between, m1)).finish(m3.subarray(0, length));
    expect(await wronglyAnswered(shorter(m3Bytes), "HANDSHAKE", answer)).toEqual([]);
  });

  it("of the first frame, any up to the header's, is refused", async () => {
    const first = concat(encodeHeader(between.header), m1);
    const answer = (length: number) => {
      const { header, m1: message } = splitFirstMessage(first.subarray(0, length));
      return agentHandshake({ ...between, header }).answer(message);
    };
    expect(await wronglyAnswered(upTo(headerBytes + 1), "HANDSHAKE", answer)).toEqual([]);
  });

  const longer: readonly [string, (message: Uint8Array) => Uint8Array][] = [
    ["one byte more", lengthened],
    ["all that Noise allows", (message) => resized(message, noiseMessageBytesMax)],
    ["more than Noise allows", (message) => resized(message, noiseMessageBytesMax + 1)],
  ];

  it.each(longer)("%s is refused in each of the three", async (_, changed) => {
    expect(await answerTo(() => agentHandshake(between).answer(changed(m1)))).toBe("HANDSHAKE");
    const phone = await phoneAgain(between);
    expect(await answerTo(() => phone.finish(changed(m2)))).toBe("HANDSHAKE");
    const agent = await agentAgain(between, m1);
    expect(await answerTo(() => agent.finish(changed(m3)))).toBe("HANDSHAKE");
  });
});

describe("another party", () => {
  const otherKey = keyPair(nodePrimitives);
  const otherHeader: Header = { mode: "session", id: nodePrimitives.randomBytes(16) };
  const strangers: readonly [string, () => Partial<Acquaintance>][] = [
    ["without the secret of the pairing", () => ({ psk0: nodePrimitives.randomBytes(32) })],
    ["that expects another agent's key", () => ({ agentKey: otherKey })],
    ["that means another session ID", () => ({ sessionId: nodePrimitives.randomBytes(16) })],
    ["that means another slot or offer", () => ({ header: otherHeader })],
    ["that is pairing", () => ({ header: { ...between.header, mode: "pair" } })],
  ];

  it.each(strangers)("%s is refused at m1, and gets no m2", async (_, changes) => {
    const stranger = phoneHandshake({ ...between, ...changes() });
    const { m1: message } = splitFirstMessage(await stranger.start());
    expect(await answerTo(() => agentHandshake(between).answer(message))).toBe("HANDSHAKE");
  });

  it("that answers with another agent's static key is refused by the phone", async () => {
    const phone = phoneHandshake(between);
    const { m1: message } = splitFirstMessage(await phone.start());
    const impostor = agentHandshake({ ...between, agentKey: otherKey });
    expect(await answerTo(() => impostor.answer(message))).toBe("HANDSHAKE");
  });
});

describe("messages of another time or place", () => {
  let other: HandshakeRecord;
  beforeAll(async () => {
    other = await shakeHands(between);
  });

  it("m1 sent again to a new agent side gets an m2 that the sender cannot answer", async () => {
    const again = agentHandshake(between);
    const answer = await again.answer(m1);
    expect(answer.kind).toBe("common");
    expect(answer.message).not.toEqual(m2);
    // All that a replayer holds: the m3 of the recorded conversation.
    expect(await answerTo(() => again.finish(m3))).toBe("HANDSHAKE");
  });

  it("m2 of another session is refused", async () => {
    const phone = await phoneAgain(between);
    expect(await answerTo(() => phone.finish(other.m2))).toBe("HANDSHAKE");
  });

  it("m3 of another session is refused", async () => {
    const agent = await agentAgain(between, m1);
    expect(await answerTo(() => agent.finish(other.m3))).toBe("HANDSHAKE");
  });

  it("m1, m2 and m3 are refused when they come twice", async () => {
    const agent = await agentAgain(between, m1);
    expect(await answerTo(() => agent.answer(m1))).toBe("HANDSHAKE");
    const finished = await agentAgain(between, m1);
    expect(await answerTo(() => finished.finish(m3))).toBe("accepted");
    expect(await answerTo(() => finished.finish(m3))).toBe("HANDSHAKE");
    const phone = await phoneAgain(between);
    expect(await answerTo(() => phone.finish(m2))).toBe("accepted");
    expect(await answerTo(() => phone.finish(m2))).toBe("HANDSHAKE");
  });

  it("a message out of turn is refused", async () => {
    expect(await answerTo(() => agentHandshake(between).finish(m3))).toBe("HANDSHAKE");
    expect(await answerTo(() => phoneHandshake(between).finish(m2))).toBe("HANDSHAKE");
    expect(await answerTo(() => agentHandshake(between).answer(m2))).toBe("HANDSHAKE");
    const agent = await agentAgain(between, m1);
    expect(await answerTo(() => agent.finish(m1))).toBe("HANDSHAKE");
  });

  it("a message sent back to its sender is refused", async () => {
    const phone = await phoneAgain(between);
    expect(await answerTo(() => phone.finish(m1))).toBe("HANDSHAKE");
    const agent = await agentAgain(between, m1);
    expect(await answerTo(() => agent.finish(m2))).toBe("HANDSHAKE");
  });

  it("an end that has refused once refuses the right message too", async () => {
    const agent = await agentAgain(between, m1);
    await answerTo(() => agent.finish(flipped(m3, 0)));
    expect(await answerTo(() => agent.finish(m3))).toBe("HANDSHAKE");
    const phone = await phoneAgain(between);
    await answerTo(() => phone.finish(flipped(m2, 0)));
    expect(await answerTo(() => phone.finish(m2))).toBe("HANDSHAKE");
  });
});

function resized(message: Uint8Array, length: number): Uint8Array {
  return concat(message, new Uint8Array(length - message.length));
}
