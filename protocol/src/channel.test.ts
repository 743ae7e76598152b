// What a channel does between two ends that keep to the rules.

import { describe, expect, it } from "vitest";
import { backends } from "../../scripts/backends.ts";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { carryAll, joinChannels, quiet, say, textsOf } from "../../simulation/joined-channels.ts";
import { answerTo, upTo } from "../../simulation/tampering.ts";
import { acquaint } from "../../simulation/two-ends.ts";
import { Channel, closeReasons } from "./channel.ts";
import { creditBytes, openStreamsMax } from "./limits.ts";
import { utf8 } from "./text.ts";

const between = acquaint(nodePrimitives);
const join = () => joinChannels(between);

describe("a channel", () => {
  it.each(backends)("carries messages both ways on $name", async (primitives) => {
    const channels = await joinChannels(acquaint(primitives));
    await Promise.all([say(channels.phone, "a", "b"), say(channels.agent, "c")]);
    const { atAgent, atPhone } = await carryAll(channels);
    expect([textsOf(atAgent), textsOf(atPhone)]).toEqual([["a", "b"], ["c"]]);
  });

  it("puts what is said in one turn into one frame", async () => {
    const { phone, agent, toAgent } = await join();
    await Promise.all(["a", "b", "c"].map((text) => phone.send(utf8(text))));
    expect(toAgent.length).toBe(1);
    expect(textsOf(await agent.receive(toAgent[0] ?? new Uint8Array()))).toEqual(["a", "b", "c"]);
  });

  it("keeps the order of one stream's messages, long and short", async () => {
    const channels = await join();
    const texts = upTo(30).map((number) => `${number}:${"x".repeat((number % 4) * 20_000)}`);
    const sent = texts.map((text) => channels.phone.send(utf8(text)));
    const { atAgent } = await carryAll(channels);
    await Promise.all(sent);
    expect(textsOf(atAgent)).toEqual(texts);
  });

  it("carries a message of 1 MiB to the agent within 256 KiB of credit at a time", async () => {
    const channels = await join();
    const long = nodePrimitives.randomBytes(1_024 * 1_024);
    const sent = channels.phone.send(long);
    await quiet();
    const inFlight = channels.toAgent.reduce((sum, frame) => sum + frame.length, 0);
    expect(inFlight).toBeLessThan(creditBytes + 32_768);
    const { atAgent } = await carryAll(channels);
    await sent;
    expect(atAgent).toEqual([{ kind: "message", bytes: long }]);
  });

  it("does not let a transfer hold up the conversation", async () => {
    const channels = await join();
    const transfer = channels.agent.send(new Uint8Array(600_000), 1);
    await quiet();
    await say(channels.agent, "urgent");
    const { atPhone } = await carryAll(channels);
    await transfer;
    expect(atPhone.map((input) => (input.kind === "message" ? input.bytes.length : 0))).toEqual([
      "urgent".length,
      600_000,
    ]);
  });

  it("has five streams and no sixth", async () => {
    const channels = await join();
    for (const stream of upTo(openStreamsMax + 1)) await channels.phone.send(utf8("x"), stream);
    expect((await carryAll(channels)).atAgent.length).toBe(openStreamsMax + 1);
    expect(() => channels.phone.send(utf8("x"), openStreamsMax + 1)).toThrow("stream");
    expect(() => channels.phone.send(utf8("x"), -1)).toThrow("stream");
  });

  it("tells the peer how many messages have come", async () => {
    const channels = await join();
    await say(channels.phone, "a", "b", "c");
    await carryAll(channels);
    expect(channels.phone.acknowledged).toBe(0);
    channels.agent.acknowledge();
    await carryAll(channels);
    expect(channels.phone.acknowledged).toBe(3);
  });

  it("says many acknowledgements of one turn as one", async () => {
    const channels = await join();
    await say(channels.phone, "a");
    await carryAll(channels);
    for (const _ of upTo(10_000)) channels.agent.acknowledge();
    await quiet();
    expect(channels.toPhone.map((frame) => frame.length)).toEqual([512]);
    await carryAll(channels);
    expect(channels.phone.acknowledged).toBe(1);
    expect(channels.agent.ended).toBe(false);
  });
});

describe("closing", () => {
  it.each(closeReasons)(
    "for the reason %s reaches the peer, and both ends have ended",
    async (reason) => {
      const channels = await join();
      await say(channels.agent, "last");
      await channels.agent.close(reason);
      const { atPhone } = await carryAll(channels);
      expect(atPhone.at(-1)).toEqual({ kind: "closed", reason });
      expect(textsOf(atPhone)).toEqual(["last", reason]);
      expect([channels.agent.ended, channels.phone.ended]).toEqual([true, true]);
    },
  );

  it("drops what still waits, says so to its sender, and lets nothing follow CLOSE", async () => {
    const channels = await join();
    const waiting = answerTo(() => channels.agent.send(utf8("too late")));
    const long = answerTo(() => channels.agent.send(new Uint8Array(3 * creditBytes)));
    await channels.agent.close("revoked");
    expect([await waiting, await long]).toEqual(["CLOSED", "CLOSED"]);
    const { atPhone } = await carryAll(channels);
    expect(textsOf(atPhone)).toEqual(["revoked"]);
  });

  it("lets nothing follow CLOSE, not even what is said in the same turn", async () => {
    const { phone, agent, toPhone } = await join();
    const closing = agent.close("revoked");
    const late = agent.send(utf8("late"));
    agent.acknowledge();
    await expect(late).rejects.toMatchObject({ code: "CLOSED" });
    await closing;
    expect(toPhone.length).toBe(1);
    expect(await phone.receive(toPhone[0] ?? new Uint8Array())).toEqual([
      { kind: "closed", reason: "revoked" },
    ]);
  });

  it("in the middle of a long message leaves the peer with the reason and no message", async () => {
    const channels = await join();
    const long = answerTo(() => channels.agent.send(new Uint8Array(3 * creditBytes)));
    await quiet();
    await channels.agent.close("shutdown");
    expect(await long).toBe("CLOSED");
    expect(textsOf((await carryAll(channels)).atPhone)).toEqual(["shutdown"]);
  });

  it("twice says it once", async () => {
    const channels = await join();
    await channels.agent.close("done");
    await channels.agent.close("protocol");
    expect(textsOf((await carryAll(channels)).atPhone)).toEqual(["done"]);
  });
});

describe("a channel that has ended", () => {
  it("by being dropped writes nothing and refuses to send", async () => {
    const { phone, toAgent } = await join();
    const waiting = answerTo(() => phone.send(utf8("waiting")));
    phone.drop();
    expect(await waiting).toBe("CLOSED");
    expect(await answerTo(() => phone.send(utf8("later")))).toBe("CLOSED");
    phone.acknowledge();
    await phone.close("done");
    await quiet();
    expect(toAgent).toEqual([]);
  });

  it("opens no frame that was under way", async () => {
    const channels = await join();
    await say(channels.phone, "a");
    channels.agent.drop();
    const [frame = new Uint8Array()] = channels.toAgent;
    expect(await answerTo(() => channels.agent.receive(frame))).toBe("CLOSED");
  });

  it("because its wire throws tells every sender", async () => {
    const { handshake } = await join();
    const channel = new Channel({
      keys: handshake.phone,
      receiveBytesMax: 100,
      write: () => {
        throw new Error("the socket is gone");
      },
    });
    const answers = [channel.send(utf8("a")), channel.send(new Uint8Array(2 * creditBytes))];
    expect(await Promise.all(answers.map((sent) => answerTo(() => sent)))).toEqual([
      "CLOSED",
      "CLOSED",
    ]);
    expect(channel.ended).toBe(true);
  });
});
