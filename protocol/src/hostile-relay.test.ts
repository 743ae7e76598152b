// The relay is hostile: whatever it does with the frames of a real handshake and two real channels, an
// end takes what was said, in the order it was said, or ends for good. No third thing happens.

import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import {
  type JoinedChannels,
  carryAll,
  joinChannels,
  say,
  textsOf,
} from "../../simulation/joined-channels.ts";
import { answerTo, flipped, upTo } from "../../simulation/tampering.ts";
import { acquaint, agentHandshake } from "../../simulation/two-ends.ts";
import { concat } from "./bytes.ts";
import { Channel } from "./channel.ts";
import { splitFirstMessage } from "./handshake.ts";
import { CipherState } from "./noise/cipher-state.ts";

const between = acquaint(nodePrimitives);
const said = ["zero", "one", "two"];
const answered = ["null", "eins", "zwei"];

/** Both ends have spoken three frames; nothing has been carried yet. */
async function conversation(): Promise<JoinedChannels> {
  const channels = await joinChannels(between);
  await say(channels.phone, ...said);
  await say(channels.agent, ...answered);
  return channels;
}

const at = (frames: readonly Uint8Array[], place: number) => frames[place] ?? new Uint8Array();

/** Takes frames until one is refused. */
async function fed(end: Channel, frames: readonly Uint8Array[]) {
  const taken: string[] = [];
  for (const frame of frames) {
    const answer = await answerTo(async () => {
      taken.push(...textsOf(await end.receive(frame)));
    });
    if (answer !== "accepted") return { taken, answer };
  }
  return { taken, answer: "accepted" };
}

interface Attack {
  readonly name: string;
  /** The frames the relay passes on, in its order. */
  readonly toAgent?: (own: JoinedChannels, other: JoinedChannels) => Uint8Array[];
  readonly toPhone?: (own: JoinedChannels, other: JoinedChannels) => Uint8Array[];
  /** How many of the messages arrive before the refusal. */
  readonly arrive: number;
}

const attacks: readonly Attack[] = [
  {
    name: "replays a frame at once",
    toAgent: (c) => [at(c.toAgent, 0), at(c.toAgent, 0)],
    arrive: 1,
  },
  { name: "replays a frame later", toAgent: (c) => [...c.toAgent, at(c.toAgent, 1)], arrive: 3 },
  { name: "replays all frames", toAgent: (c) => [...c.toAgent, ...c.toAgent], arrive: 3 },
  {
    name: "swaps two frames",
    toAgent: (c) => [at(c.toAgent, 0), at(c.toAgent, 2), at(c.toAgent, 1)],
    arrive: 1,
  },
  { name: "reverses the frames", toAgent: (c) => c.toAgent.toReversed(), arrive: 0 },
  { name: "drops the first frame", toAgent: (c) => c.toAgent.slice(1), arrive: 0 },
  {
    name: "drops a frame in the middle",
    toPhone: (c) => [at(c.toPhone, 0), at(c.toPhone, 2)],
    arrive: 1,
  },
  {
    name: "reflects the phone's frame to the phone",
    toPhone: (c) => [at(c.toAgent, 0)],
    arrive: 0,
  },
  {
    name: "reflects the agent's frame to the agent",
    toAgent: (c) => [at(c.toPhone, 0)],
    arrive: 0,
  },
  {
    name: "reflects in the middle",
    toPhone: (c) => [at(c.toPhone, 0), at(c.toAgent, 1)],
    arrive: 1,
  },
  { name: "passes a frame of another session", toAgent: (_, o) => [at(o.toAgent, 0)], arrive: 0 },
  {
    name: "continues with another session's frames",
    toAgent: (c, o) => [at(c.toAgent, 0), at(o.toAgent, 1)],
    arrive: 1,
  },
  { name: "hands a phone what was for another", toPhone: (_, o) => [at(o.toPhone, 0)], arrive: 0 },
  {
    name: "cuts a frame's last byte",
    toAgent: (c) => [at(c.toAgent, 0).subarray(0, -1)],
    arrive: 0,
  },
  { name: "cuts a frame in half", toAgent: (c) => [at(c.toAgent, 0).subarray(0, 256)], arrive: 0 },
  { name: "cuts a frame to its tag", toAgent: (c) => [at(c.toAgent, 0).subarray(-16)], arrive: 0 },
  { name: "sends an empty frame", toAgent: () => [new Uint8Array()], arrive: 0 },
  {
    name: "lengthens a frame to the next bucket",
    toAgent: (c) => [concat(at(c.toAgent, 0), new Uint8Array(512))],
    arrive: 0,
  },
  {
    name: "joins two frames",
    toAgent: (c) => [concat(at(c.toAgent, 0), at(c.toAgent, 1))],
    arrive: 0,
  },
  { name: "injects zeros", toAgent: (c) => [new Uint8Array(512), ...c.toAgent], arrive: 0 },
  { name: "injects noise", toPhone: () => [nodePrimitives.randomBytes(512)], arrive: 0 },
  {
    name: "injects in the middle",
    toPhone: (c) => [at(c.toPhone, 0), nodePrimitives.randomBytes(1_024)],
    arrive: 1,
  },
];

describe("a relay that", () => {
  it("does its work is not noticed", async () => {
    const { atAgent, atPhone } = await carryAll(await conversation());
    expect([textsOf(atAgent), textsOf(atPhone)]).toEqual([said, answered]);
  });

  it.each(attacks)("$name ends the conversation", async ({ toAgent, toPhone, arrive }) => {
    const [own, other] = [await conversation(), await conversation()];
    const [end, frames, honest, texts] = toAgent
      ? [own.agent, toAgent(own, other), own.toAgent, said]
      : [own.phone, toPhone?.(own, other) ?? [], own.toPhone, answered];
    const { taken, answer } = await fed(end, frames);
    expect(answer).toBe("AEAD");
    expect(taken).toEqual(texts.slice(0, arrive));
    expect(end.ended).toBe(true);
    // And it is no way back to carry the right frame now.
    expect((await fed(end, honest.slice(arrive))).taken).toEqual([]);
    expect(await answerTo(() => end.send(new Uint8Array(1)))).toBe("CLOSED");
  });

  it("changes a byte of a frame sealed after a real handshake is refused", async () => {
    // Every sixteenth byte here, after a handshake each; session.test.ts has every byte under one key.
    const wrong: string[] = [];
    for (const place of upTo(32).map((step) => 16 * step + (step % 16))) {
      const { agent, phone, toAgent } = await joinChannels(between);
      await say(phone, "one");
      const { taken, answer } = await fed(agent, [flipped(at(toAgent, 0), place)]);
      if (answer !== "AEAD" || taken.length > 0 || !agent.ended) wrong.push(`${place}: ${answer}`);
    }
    expect(wrong).toEqual([]);
  });

  it("changes any one byte of a frame ends the conversation", async () => {
    const key = (fill: number) => new CipherState(nodePrimitives, new Uint8Array(32).fill(fill));
    const frames: Uint8Array[] = [];
    const channel = (send: number, receive: number) =>
      new Channel({
        keys: { send: key(send), receive: key(receive) },
        receiveBytesMax: 1_000,
        write: (sealed) => void frames.push(sealed),
      });
    await say(channel(1, 2), "one");
    expect(await fed(channel(2, 1), frames)).toEqual({ taken: ["one"], answer: "accepted" });
    for (const place of upTo(512)) {
      const end = channel(2, 1);
      const { taken, answer } = await fed(end, [flipped(at(frames, 0), place)]);
      expect([place, taken, answer, end.ended]).toEqual([place, [], "AEAD", true]);
    }
  });

  it("replays a whole connection gets no further than an m2 of which it can make nothing", async () => {
    const { handshake, toAgent } = await conversation();
    const fresh = agentHandshake(between);
    const { message } = await fresh.answer(splitFirstMessage(handshake.first).m1);
    expect(message).not.toEqual(handshake.m2);
    expect(await answerTo(() => fresh.finish(handshake.m3))).toBe("HANDSHAKE");
    // Were it to skip m3, there is no session to open its frames in; and another's does not.
    const other = await joinChannels(between);
    expect(await fed(other.agent, toAgent)).toEqual({ taken: [], answer: "AEAD" });
  });

  it("keeps frames of before a new handshake cannot use them after it", async () => {
    const before = await conversation();
    await before.phone.close("renewing");
    const after = await joinChannels(between);
    await say(after.phone, "fresh");
    expect((await fed(after.agent, [at(before.toAgent, 0)])).answer).toBe("AEAD");
    const again = await joinChannels(between);
    expect((await fed(again.phone, before.toPhone)).answer).toBe("AEAD");
  });

  it("cuts the connection is told from a peer that closes", async () => {
    const cut = await conversation();
    expect((await fed(cut.agent, cut.toAgent)).taken).toEqual(said);
    const closed = await conversation();
    await closed.phone.close("done");
    expect((await fed(closed.agent, closed.toAgent)).taken).toEqual([...said, "done"]);
    // Nor can it invent the end: CLOSE is a record like any other.
    expect(cut.agent.ended).toBe(false);
    expect(closed.agent.ended).toBe(true);
  });

  it("sees frames of equal length for messages of unequal length", async () => {
    const { phone, toAgent } = await joinChannels(between);
    await say(phone, "y", "n", "approve this", "x".repeat(400));
    expect(toAgent.map((frame) => frame.length)).toEqual([512, 512, 512, 512]);
  });

  it("sees nothing of what is said", async () => {
    const { phone, toAgent, handshake } = await joinChannels(between);
    await say(phone, "rm -rf build");
    const wire = Buffer.concat([handshake.first, handshake.m2, handshake.m3, ...toAgent]);
    expect(wire.includes("rm -rf")).toBe(false);
  });
});
