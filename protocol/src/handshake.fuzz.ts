// Any bytes at all as handshake messages and as sealed frames. None is ever accepted, each is answered
// by one code, and an end that has refused stays closed.

import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { joinChannels } from "../../simulation/joined-channels.ts";
import { answerTo } from "../../simulation/tampering.ts";
import {
  type HandshakeRecord,
  acquaint,
  agentHandshake,
  phoneHandshake,
  shakeHands,
} from "../../simulation/two-ends.ts";
import { splitFirstMessage } from "./handshake.ts";

const between = acquaint(nodePrimitives);
let recorded: HandshakeRecord;
let m1: Uint8Array;

beforeAll(async () => {
  recorded = await shakeHands(between);
  m1 = splitFirstMessage(recorded.first).m1;
});

/** Bytes from nowhere, or a recorded message with a stretch of it replaced, cut or doubled. */
const mangled = (message: () => Uint8Array) =>
  fc.oneof(
    fc.uint8Array({ maxLength: 1_400 }),
    fc
      .tuple(fc.nat(1_400), fc.nat(64), fc.uint8Array({ minLength: 1, maxLength: 64 }))
      .map(([place, cut, put]) => {
        const original = Buffer.from(message());
        const start = place % (original.length + 1);
        const after = original.subarray(start + cut);
        return new Uint8Array(Buffer.concat([original.subarray(0, start), put, after]));
      })
      .filter((changed) => Buffer.compare(changed, message()) !== 0),
  );

describe("an agent's side", () => {
  it("refuses any first message but a phone's", async () => {
    await fc.assert(
      fc.asyncProperty(
        mangled(() => m1),
        async (bytes) => {
          const agent = agentHandshake(between);
          expect(await answerTo(() => agent.answer(bytes))).toBe("HANDSHAKE");
          expect(await answerTo(() => agent.answer(m1))).toBe("HANDSHAKE");
        },
      ),
      { seed: 20, numRuns: 300 },
    );
  });

  it("refuses any third message but the one that belongs to its second", async () => {
    await fc.assert(
      fc.asyncProperty(
        mangled(() => recorded.m3),
        async (bytes) => {
          const agent = agentHandshake(between);
          await agent.answer(m1);
          expect(await answerTo(() => agent.finish(bytes))).toBe("HANDSHAKE");
        },
      ),
      { seed: 21, numRuns: 100 },
    );
  });
});

describe("a phone's side", () => {
  it("refuses any second message but its agent's", async () => {
    await fc.assert(
      fc.asyncProperty(
        mangled(() => recorded.m2),
        async (bytes) => {
          const phone = phoneHandshake(between);
          await phone.start();
          expect(await answerTo(() => phone.finish(bytes))).toBe("HANDSHAKE");
        },
      ),
      { seed: 22, numRuns: 100 },
    );
  });
});

describe("a channel", () => {
  it("takes no frame that its peer did not seal", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_048 }), async (bytes) => {
        const { agent } = await joinChannels(between);
        expect(await answerTo(() => agent.receive(bytes))).toBe("AEAD");
        expect(agent.ended).toBe(true);
      }),
      { seed: 23, numRuns: 50 },
    );
  });
});
