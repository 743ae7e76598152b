// Frames both ways through the real object, once with it staying in memory, once with it thrown out before
// everything a client does.

import { describe, expect, test, vi } from "vitest";
import {
  closeCode,
  encodeAgentFrame,
  encodePhoneFrame,
  errorCode,
  frameType,
} from "@longrein/protocol/envelope";
import { markEveryBytes, marksOwedMax, sealedBytesMax } from "@longrein/protocol/limits";
import {
  type Pair,
  attachAgent,
  attachPhone,
  isTalking,
  newAgent,
  newPair,
  newPhone,
  random,
} from "./testing/parties.ts";
import { modes } from "./testing/relay-client.ts";

describe.each(modes)("%s", (mode) => {
  test.for([
    [frameType.handshake, 1],
    [frameType.handshake, 2_048],
    [frameType.data, 512],
    [frameType.data, 32_768],
    [frameType.pake, 256],
  ] as const)("frame %i of %i bytes arrives unchanged on both sides", async ([type, length]) => {
    const pair = await newPair(mode);
    const up = random(length);
    await pair.phoneClient.send(encodePhoneFrame(type, up));
    const atAgent = await pair.agentClient.nextOnAgentLeg();
    expect(atAgent).toEqual({ type, channel: pair.channel, body: up });
    const down = random(length);
    await pair.agentClient.send(encodeAgentFrame(type, pair.channel, down));
    expect(await pair.phoneClient.nextOnPhoneLeg()).toEqual({ type, body: down });
  });

  test("two phones have a channel each and hear only what is theirs", async () => {
    const agent = await newAgent();
    const phones = [newPhone(), newPhone()];
    const agentClient = await attachAgent(agent, mode, phones);
    const session = { sessionId: agent.sessionId, client: agentClient };
    const first = await attachPhone(session, phones[0] ?? newPhone(), mode);
    const second = await attachPhone(session, phones[1] ?? newPhone(), mode);
    expect(second.channel).not.toBe(first.channel);
    const body = random(512);
    await agentClient.send(encodeAgentFrame(frameType.data, second.channel, body));
    expect((await second.client.nextOnPhoneLeg()).body).toEqual(body);
    expect(await first.client.quiet()).toEqual([]);
  });

  test("a hundred frames keep their order", async () => {
    const pair = await newPair(mode);
    const bodies = Array.from({ length: 100 }, () => random(512));
    for (const body of bodies) {
      await pair.phoneClient.send(encodePhoneFrame(frameType.data, body));
    }
    for (const body of bodies) {
      expect((await pair.agentClient.nextOnAgentLeg()).body).toEqual(body);
    }
  });

  test("an agent's error reaches its phone", async () => {
    const pair = await newPair(mode);
    const body = Uint8Array.of(errorCode.updateRequired, 2);
    await pair.agentClient.send(encodeAgentFrame(frameType.error, pair.channel, body));
    const frame = await pair.phoneClient.nextOnPhoneLeg();
    expect(frame).toEqual({ type: frameType.error, body });
  });

  test("when the phone goes, the agent is told, and its number is not used again", async () => {
    const pair = await newPair(mode);
    await pair.phoneClient.close();
    const closed = await pair.agentClient.nextOnAgentLeg();
    expect(closed).toMatchObject({ type: frameType.close, channel: pair.channel });
    const session = { sessionId: pair.agent.sessionId, client: pair.agentClient };
    const again = await attachPhone(session, pair.phone, mode);
    expect(again.channel).toBe(pair.channel + 1);
  });

  test("a frame for a phone that has just left is dropped, and nobody else gets it", async () => {
    const pair = await newPair(mode);
    await pair.phoneClient.close();
    await pair.agentClient.nextOnAgentLeg();
    const session = { sessionId: pair.agent.sessionId, client: pair.agentClient };
    const again = await attachPhone(session, pair.phone, mode);
    await pair.agentClient.send(encodeAgentFrame(frameType.data, pair.channel, random(512)));
    expect(await again.client.quiet()).toEqual([]);
    expect(await isTalking({ ...pair, phoneClient: again.client, channel: again.channel })).toBe(
      true,
    );
  });

  test("the agent closes one channel and the other goes on", async () => {
    const agent = await newAgent();
    const phones = [newPhone(), newPhone()];
    const agentClient = await attachAgent(agent, mode, phones);
    const session = { sessionId: agent.sessionId, client: agentClient };
    const first = await attachPhone(session, phones[0] ?? newPhone(), mode);
    const phone = phones[1] ?? newPhone();
    const second = await attachPhone(session, phone, mode);
    await agentClient.send(encodeAgentFrame(frameType.close, first.channel));
    expect((await first.client.nextOnPhoneLeg()).type).toBe(frameType.close);
    expect(await first.client.closeCode()).toBe(1001);
    const { client: phoneClient, channel } = second;
    expect(await isTalking({ agent, agentClient, phone, phoneClient, channel })).toBe(true);
  });

  test("when the agent goes, its phones are told and closed", async () => {
    const pair = await newPair(mode);
    await pair.agentClient.close();
    expect((await pair.phoneClient.nextOnPhoneLeg()).type).toBe(frameType.close);
    expect(await pair.phoneClient.closeCode()).toBe(1001);
  });

  test("a phone says goodbye with CLOSE", async () => {
    const pair = await newPair(mode);
    await pair.phoneClient.send(encodePhoneFrame(frameType.close));
    const closed = await pair.agentClient.nextOnAgentLeg();
    expect(closed).toMatchObject({ type: frameType.close, channel: pair.channel });
    expect(await pair.phoneClient.closeCode()).toBe(1000);
  });

  /** Sends a phone the longest frames, and lets it take a breath now and then. */
  const longPerMark = markEveryBytes / sealedBytesMax;

  async function sendLong(pair: Pair, frames: number): Promise<void> {
    for (let i = 0; i < frames; i++) {
      await pair.agentClient.send(encodeAgentFrame(frameType.data, pair.channel, random(32_768)));
      if (i % 8 === 7) await scheduler.wait(1);
    }
  }

  test("a phone that sends its marks back gets all there is", async () => {
    const pair = await newPair(mode);
    await sendLong(pair, 100);
    for (let i = 0; i < 100; i++) {
      expect((await pair.phoneClient.nextOnPhoneLeg()).type).toBe(frameType.data);
    }
    expect(await isTalking(pair)).toBe(true);
  });

  test("a phone that sends anything but its marks is closed as slow, alone", async () => {
    const pair = await newPair(mode);
    pair.phoneClient.keepMarks();
    for (let i = 0; i < marksOwedMax; i++) {
      await pair.phoneClient.send(encodePhoneFrame(frameType.data, random(512)));
      await pair.phoneClient.send("ping");
      expect((await pair.agentClient.nextOnAgentLeg()).type).toBe(frameType.data);
      await sendLong(pair, 1);
    }
    await sendLong(pair, (marksOwedMax + 1) * longPerMark);
    expect(await pair.phoneClient.closeCode()).toBe(closeCode.slowConsumer);
    const closed = await pair.agentClient.nextOnAgentLeg();
    expect(closed).toMatchObject({ type: frameType.close, channel: pair.channel });
    const session = { sessionId: pair.agent.sessionId, client: pair.agentClient };
    const { client: phoneClient, channel } = await attachPhone(session, pair.phone, mode);
    expect(await isTalking({ ...pair, phoneClient, channel })).toBe(true);
  });

  test("marks are eight bytes, never the same, and a guess of one closes", async () => {
    const pair = await newPair(mode);
    const marks = pair.phoneClient.keepMarks();
    await sendLong(pair, mode === "naps" ? marksOwedMax : 2 * longPerMark);
    await vi.waitFor(() => expect(marks.length).toBeGreaterThan(1));
    expect(new Set(marks.map((mark) => mark.toString())).size).toBe(marks.length);
    for (const mark of marks) expect(mark).toHaveLength(9);
    await pair.phoneClient.send(encodePhoneFrame(frameType.mark, random(8)));
    expect(await pair.phoneClient.closeCode()).toBe(closeCode.malformed);
  });

  test("ping is answered without a word to the other side", async () => {
    const pair = await newPair(mode);
    await pair.phoneClient.send("ping");
    expect(await pair.phoneClient.next()).toEqual({ kind: "text", text: "pong" });
    expect(await pair.agentClient.quiet()).toEqual([]);
  });

  test.for([
    ["text", "hello"],
    ["empty", new Uint8Array()],
    ["of an unknown type", Uint8Array.of(0x7f)],
    ["of a length that is no bucket", encodePhoneFrame(frameType.data, random(513))],
    ["for agents only", encodePhoneFrame(frameType.error, Uint8Array.of(1))],
    ["a second AUTH", encodePhoneFrame(frameType.auth, random(32))],
    ["an OPEN", encodePhoneFrame(frameType.open)],
  ] as const)("a phone's frame that is %s closes it alone", async ([, frame]) => {
    const pair = await newPair(mode);
    await pair.phoneClient.send(frame);
    expect(await pair.phoneClient.closeCode()).toBe(closeCode.malformed);
    const closed = await pair.agentClient.nextOnAgentLeg();
    expect(closed).toMatchObject({ type: frameType.close, channel: pair.channel });
    const session = { sessionId: pair.agent.sessionId, client: pair.agentClient };
    const { client: phoneClient, channel } = await attachPhone(session, pair.phone, mode);
    expect(await isTalking({ ...pair, phoneClient, channel })).toBe(true);
  });

  test("a frame of a byte too many closes with 1009", async () => {
    const pair = await newPair(mode);
    await pair.phoneClient.send(new Uint8Array(32_774).fill(frameType.data));
    expect(await pair.phoneClient.closeCode()).toBe(closeCode.tooLarge);
    const closed = await pair.agentClient.nextOnAgentLeg();
    expect(closed).toMatchObject({ type: frameType.close, channel: pair.channel });
  });

  test.for([
    ["text", "hello"],
    ["short", Uint8Array.of(frameType.data, 0, 0)],
    ["for a channel never opened", encodeAgentFrame(frameType.data, 99, random(512))],
    ["DATA for the relay", encodeAgentFrame(frameType.data, 0, random(512))],
    ["a table for a phone", encodeAgentFrame(frameType.auth, 1)],
    ["a table of half a row", encodeAgentFrame(frameType.auth, 0, random(51))],
    ["OK", encodeAgentFrame(frameType.ok, 0)],
    ["a second PROOF", encodeAgentFrame(frameType.proof, 0, random(96))],
  ] as const)("an agent's frame that is %s closes it and its phones", async ([, frame]) => {
    const pair = await newPair(mode);
    await pair.agentClient.send(frame);
    expect(await pair.agentClient.closeCode()).toBe(closeCode.malformed);
    expect(await pair.phoneClient.closeCode()).toBe(1001);
  });
});
