// Any plaintext a peer with the keys may seal, and any talk between two channels that keep to the rules.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { carryAll, joinChannels } from "../../simulation/joined-channels.ts";
import { answerTo } from "../../simulation/tampering.ts";
import { acquaint } from "../../simulation/two-ends.ts";
import { Channel } from "./channel.ts";
import { CipherState } from "./noise/cipher-state.ts";
import { Session } from "./session.ts";

const key = (fill: number) => new CipherState(nodePrimitives, new Uint8Array(32).fill(fill));
const limit = 5_000;

const peerAndChannel = () => ({
  peer: new Session({ send: key(1), receive: key(2) }),
  channel: new Channel({
    keys: { send: key(2), receive: key(1) },
    receiveBytesMax: limit,
    write: () => undefined,
  }),
});

/** Frames made of records whose fields are near the edges of what is allowed. */
const plaintext = fc
  .array(
    fc.record({
      kind: fc.oneof(fc.integer({ min: 1, max: 5 }), fc.nat(255)),
      flags: fc.oneof(fc.constantFrom(0, 1, 2, 3), fc.nat(255)),
      stream: fc.oneof(fc.nat(5), fc.nat(255)),
      body: fc.oneof(
        fc.constantFrom(0, 1, 4, 8).map((length) => new Uint8Array(length)),
        fc.uint8Array({ maxLength: 100 }),
      ),
    }),
    { maxLength: 12 },
  )
  .map((records) => {
    const frame = Buffer.alloc(2_032);
    let place = 0;
    for (const { kind, flags, stream, body } of records) {
      frame.set([kind, flags, 0, stream, 0, 0, 0, body.length, ...body], place);
      place += 8 + body.length;
    }
    return new Uint8Array(frame);
  });

describe("a channel", () => {
  it("takes a peer's frames or ends with a code, and then takes nothing more", async () => {
    const codes = ["RECORD", "CREDIT", "MESSAGE"];
    await fc.assert(
      fc.asyncProperty(fc.array(plaintext, { minLength: 1, maxLength: 8 }), async (frames) => {
        const { peer, channel } = peerAndChannel();
        for (const frame of frames) {
          const answer = await answerTo(async () => {
            for (const input of await channel.receive(await peer.seal(frame))) {
              if (input.kind === "message") expect(input.bytes.length).toBeLessThanOrEqual(limit);
            }
          });
          if (channel.ended) {
            expect(["accepted", ...codes]).toContain(answer);
            expect(await answerTo(() => channel.receive(frame))).toBe("CLOSED");
            return;
          }
          expect(answer).toBe("accepted");
        }
      }),
      { seed: 30, numRuns: 500 },
    );
  });

  it("delivers what was sent on each stream, whole and in order, whatever the sizes", async () => {
    const talk = fc.array(
      fc.record({ stream: fc.nat(4), length: fc.oneof(fc.nat(600), fc.nat(120_000)) }),
      { maxLength: 12 },
    );
    const between = acquaint(nodePrimitives);
    await fc.assert(
      fc.asyncProperty(talk, async (sent) => {
        const channels = await joinChannels(between);
        const sends = sent.map(({ stream, length }, index) => {
          const bytes = new Uint8Array(length + 2).fill(index);
          bytes[0] = stream;
          return channels.phone.send(bytes, stream);
        });
        const { atAgent } = await carryAll(channels);
        await Promise.all(sends);
        const arrived = atAgent.map((input) =>
          input.kind === "message"
            ? { stream: input.bytes[0], index: input.bytes[1], length: input.bytes.length - 2 }
            : input,
        );
        const numbered = sent.map((message, index) => ({ ...message, index }));
        for (const stream of [0, 1, 2, 3, 4]) {
          const of = (list: readonly object[]) =>
            list.filter((entry) => "stream" in entry && entry.stream === stream);
          expect(of(arrived)).toEqual(of(numbered));
        }
      }),
      { seed: 31, numRuns: 40 },
    );
  });
});
