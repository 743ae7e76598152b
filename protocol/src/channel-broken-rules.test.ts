// A peer that has the keys and breaks the rules: what it may not say ends the channel, with the code for
// what was wrong, and nothing of the offending frame's later records counts.

import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { answerTo, upTo } from "../../simulation/tampering.ts";
import { acquaint, shakeHands } from "../../simulation/two-ends.ts";
import { concat, u16, u32, u64, u8 } from "./bytes.ts";
import { Channel } from "./channel.ts";
import { chunkedToAgentBytesMax, creditBytes, sealedBytesMin } from "./limits.ts";
import { chunkFlag, recordKind } from "./records.ts";
import { Session } from "./session.ts";

const between = acquaint(nodePrimitives);
const { message: MSG, chunk: CHUNK, credit: CREDIT, ack: ACK, close: CLOSE } = recordKind;
const { first: FIRST, last: LAST } = chunkFlag;

interface Said {
  readonly kind: number;
  readonly body?: Uint8Array;
  readonly flags?: number;
  readonly stream?: number;
}

const say = (kind: number, body = u8(1), flags = 0, stream = 0): Said => ({
  kind,
  body,
  flags,
  stream,
});

function plaintext(records: readonly Said[]): Uint8Array {
  const filled = concat(
    ...records.map(({ kind, body = new Uint8Array(), flags = 0, stream = 0 }) =>
      concat(u8(kind), u8(flags), u16(stream), u32(body.length), body),
    ),
  );
  let bucket: number = sealedBytesMin;
  while (bucket - 16 < filled.length) bucket *= 2;
  return concat(filled, new Uint8Array(bucket - 16 - filled.length));
}

async function peers() {
  const { phone, agent } = await shakeHands(between);
  const written: Uint8Array[] = [];
  const channel = new Channel({
    keys: agent,
    receiveBytesMax: chunkedToAgentBytesMax,
    write: (sealed) => void written.push(sealed),
  });
  const peer = new Session(phone);
  const hear = async (...records: readonly Said[]) =>
    channel.receive(await peer.seal(plaintext(records)));
  return { channel, peer, hear, written };
}

describe("a peer that keeps the rules", () => {
  it("is heard, though it says what only a later version knows", async () => {
    const { hear } = await peers();
    const inputs = await hear(say(0x40), say(MSG), say(0xff, new Uint8Array(200), 9, 9), say(MSG));
    expect(inputs.length).toBe(2);
  });

  it("may close for a reason that only a later version knows", async () => {
    const { hear } = await peers();
    expect(await hear(say(CLOSE, u8(250)))).toEqual([{ kind: "closed", reason: "done" }]);
  });
});

describe("a peer that breaks the rules", () => {
  const rows: readonly [name: string, code: string, ...records: Said[]][] = [
    ["sends an unknown kind", "RECORD", say(6)],
    ["sends the last kind that may not be skipped", "RECORD", say(0x3f)],
    ["speaks on stream 5", "RECORD", say(MSG, u8(1), 0, 5)],
    ["chunks on stream 5", "RECORD", say(CHUNK, u8(1), FIRST, 5)],
    ["speaks on the last stream there is", "RECORD", say(MSG, u8(1), 0, 0xffff)],
    ["grants on stream 5", "RECORD", say(CREDIT, u32(0), 0, 5)],
    ["chunks without FIRST", "RECORD", say(CHUNK)],
    ["says FIRST twice", "RECORD", say(CHUNK, u8(1), FIRST), say(CHUNK, u8(1), FIRST)],
    ["speaks between chunks", "RECORD", say(CHUNK, u8(1), FIRST), say(MSG)],
    ["sends an empty chunk", "RECORD", say(CHUNK, new Uint8Array(), FIRST)],
    ["sets a flag on a message", "RECORD", say(MSG, u8(1), FIRST)],
    ["sets a flag on a grant", "RECORD", say(CREDIT, u32(0), 1)],
    ["sets a flag on an acknowledgement", "RECORD", say(ACK, u64(0), 1)],
    ["sets a flag on a close", "RECORD", say(CLOSE, u8(0), 1)],
    ["acknowledges on a stream", "RECORD", say(ACK, u64(0), 0, 1)],
    ["closes a stream", "RECORD", say(CLOSE, u8(0), 0, 1)],
    ["grants in three bytes", "RECORD", say(CREDIT, new Uint8Array(3))],
    ["acknowledges in nine bytes", "RECORD", say(ACK, new Uint8Array(9))],
    ["acknowledges beyond 2^53", "RECORD", say(ACK, new Uint8Array(8).fill(0xff))],
    ["acknowledges what was never sent", "RECORD", say(ACK, u64(1))],
    ["closes without a reason", "RECORD", say(CLOSE, new Uint8Array())],
    ["closes with two reasons", "RECORD", say(CLOSE, new Uint8Array(2))],
    ["goes on after CLOSE", "RECORD", say(CLOSE, u8(0)), say(MSG)],
    ["grants what was never sent", "CREDIT", say(CREDIT, u32(1))],
    ["grants all there is", "CREDIT", say(CREDIT, u32(0xffff_ffff))],
  ];

  it.each(rows)("%s ends the channel with %s", async (_, code, ...records) => {
    const { channel, hear } = await peers();
    expect(await answerTo(() => hear(...records))).toBe(code);
    expect(channel.ended).toBe(true);
    expect(await answerTo(() => hear(say(MSG)))).toBe("CLOSED");
    expect(await answerTo(() => channel.send(u8(1)))).toBe("CLOSED");
  });

  it("pads with anything but zeros ends the channel", async () => {
    const { channel, peer } = await peers();
    const padded = plaintext([say(MSG)]);
    padded[padded.length - 1] = 1;
    const sealed = await peer.seal(padded);
    expect(await answerTo(() => channel.receive(sealed))).toBe("RECORD");
  });

  it("seals a frame of a length that is no bucket's ends the channel", async () => {
    const { channel, peer } = await peers();
    const sealed = await peer.seal(new Uint8Array(600));
    expect(await answerTo(() => channel.receive(sealed))).toBe("RECORD");
  });

  it("hands over nothing of a frame that broke a rule", async () => {
    const { hear } = await peers();
    const heard = await hear(say(MSG), say(CHUNK)).catch(() => []);
    expect(heard).toEqual([]);
  });
});

describe("a peer that sends too much", () => {
  const part = new Uint8Array(16_000);

  it("of one message, without ever a LAST, is stopped at the longest there may be", async () => {
    const { channel, hear } = await peers();
    let sent = part.length;
    let answer = await answerTo(() => hear(say(CHUNK, part, FIRST)));
    while (answer === "accepted" && sent < 2 * chunkedToAgentBytesMax) {
      answer = await answerTo(() => hear(say(CHUNK, part)));
      sent += part.length;
    }
    expect(answer).toBe("MESSAGE");
    expect(channel.ended).toBe(true);
    expect(sent).toBeLessThanOrEqual(chunkedToAgentBytesMax + part.length);
  });

  it("of 1 MiB and one byte to an agent is refused before it is put together", async () => {
    const { hear } = await peers();
    const chunk = new Uint8Array(16_384);
    await hear(say(CHUNK, chunk, FIRST));
    for (const _ of upTo(62)) await hear(say(CHUNK, chunk));
    const last = say(CHUNK, new Uint8Array(chunk.length + 1), LAST);
    expect(await answerTo(() => hear(last))).toBe("MESSAGE");
  });

  it("holds at most five messages begun, each below the limit", async () => {
    const { channel, hear } = await peers();
    for (const stream of upTo(5)) await hear(say(CHUNK, part, FIRST, stream));
    expect(await answerTo(() => hear(say(CHUNK, part, FIRST, 5)))).toBe("RECORD");
    expect(channel.ended).toBe(true);
  });

  it("is granted no more than it has sent", async () => {
    const { hear, written, peer } = await peers();
    await hear(say(MSG, part));
    for (const _ of upTo(9)) await hear(say(MSG, part));
    await new Promise((resolve) => setTimeout(resolve, 0));
    const granted = await Promise.all(written.map((frame) => peer.open(frame)));
    const total = granted
      .filter((frame) => frame[0] === CREDIT)
      .reduce(
        (sum, frame) => sum + new DataView(frame.buffer, frame.byteOffset + 8).getUint32(0),
        0,
      );
    expect(total).toBeGreaterThanOrEqual(creditBytes / 2);
    expect(total).toBeLessThanOrEqual(10 * part.length);
  });
});
