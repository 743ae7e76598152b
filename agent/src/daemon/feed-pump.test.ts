// A feed on its way to one phone over a real channel: at the pace of the phone, from its place, to the end.

import {
  type AgentMessage,
  type Cursor,
  decodeAgentMessage,
  inboxFeed,
  startOfFeed,
} from "@longrein/protocol";
import { coalesceMs, creditBytes } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type JoinedChannels,
  carryAll,
  joinChannels,
} from "../../../simulation/joined-channels.ts";
import { acquaint } from "../../../simulation/two-ends.ts";
import { ManualClock } from "../platform/manual-clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import type { Store } from "../store/store.ts";
import { randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { settled } from "../testing/until.ts";
import { FeedPump, type FeedSource } from "./feed-pump.ts";

let folder: StateFolder;
let store: Store;
let clock: ManualClock;
let channels: JoinedChannels;
let reads: number[];
let listeners: number;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
  clock = new ManualClock();
  channels = await joinChannels(acquaint(nodePrimitives));
  reads = [];
  listeners = 0;
});
afterEach(async () => {
  channels.agent.drop();
  await settled();
  await folder.remove();
});

const feed = `run:${"A".repeat(22)}`;
const threeFeeds = ["A", "B", "C"].map((letter) => `run:${letter.repeat(21)}A`);
const start = (of = feed): Cursor => startOfFeed(nodePrimitives, store.events.epoch, of);

function append(count: number, bytes = 10, to = feed): void {
  const event = { t: "tool.output", item: 1, delta: "x".repeat(bytes) } as const;
  store.database.transaction(() => {
    for (let i = 0; i < count; i++) store.events.append(to, event, 1);
  });
}

const source: FeedSource = {
  readFeed: (cursor, epoch, eventsMax) => {
    const reading = store.events.read(cursor, epoch, eventsMax);
    reads.push(reading.events.length);
    return reading;
  },
  onEvent: (listener) => {
    const stop = store.events.onEvent(listener);
    listeners++;
    return () => {
      listeners--;
      stop();
    };
  },
};

function pump(cursor = start(), urgent = true, epoch?: Uint8Array): FeedPump {
  const made = new FeedPump(source, channels.agent, clock, () => urgent);
  made.follow(cursor, epoch);
  return made;
}

/** What the phone takes until nothing more comes. */
async function take(): Promise<AgentMessage[]> {
  const inputs = [];
  do {
    inputs.push(...(await carryAll(channels)).atPhone);
    await settled();
  } while (channels.toPhone.length > 0);
  return inputs.flatMap((input) => {
    const message = input.kind === "message" ? decodeAgentMessage(input.bytes) : undefined;
    return message === undefined ? [] : [message];
  });
}

const kinds = (messages: readonly AgentMessage[]) => messages.map(({ t }) => t);
const seqs = (messages: readonly AgentMessage[]) =>
  messages.flatMap((message) => (message.t === "event" ? [message.seq] : []));

describe("a feed", () => {
  it("is sent from the phone's place to its end, and then the phone is told so", async () => {
    append(5);
    const [, second] = store.events.read(start(), undefined, 2).events;
    if (second === undefined) throw new Error("expected an event");
    void pump({ feed, seq: 2, chain: second.chain }).run();
    const messages = await take();
    expect(seqs(messages)).toEqual([3, 4, 5]);
    expect(messages.at(-1)).toEqual({ t: "current", ...store.events.latest(feed) });
  });

  it("goes on when something happens, and says again when that was all", async () => {
    void pump().run();
    expect(kinds(await take())).toEqual(["current"]);
    append(2);
    expect(kinds(await take())).toEqual(["event", "event", "current"]);
  });

  it("fills its frames, and the last of them says that this was all", async () => {
    append(200, 100);
    void pump().run();
    await settled();
    expect(channels.toPhone.length).toBe(2);
    expect((await take()).map(({ t }) => t).slice(-2)).toEqual(["event", "current"]);
    append(1);
    await settled();
    expect(channels.toPhone.length).toBe(1);
    expect(kinds(await take())).toEqual(["event", "current"]);
  });

  it("that is read in several goes is all there is only with the last", async () => {
    append(600);
    void pump().run();
    const messages = await take();
    expect(seqs(messages)).toEqual(Array.from({ length: 600 }, (_, i) => i + 1));
    expect(kinds(messages).filter((kind) => kind === "current")).toEqual(["current"]);
    expect(reads).toHaveLength(3);
  });

  it("is sent whole and in order, though events come while others are on their way", async () => {
    append(100);
    void pump().run();
    const taking = take();
    for (let i = 0; i < 20; i++) {
      await new Promise((resolve) => setTimeout(resolve, 1));
      append(5);
    }
    const messages = [...(await taking), ...(await take())];
    expect(seqs(messages)).toEqual(Array.from({ length: 200 }, (_, i) => i + 1));
    expect(messages.at(-1)).toMatchObject({ t: "current", seq: 200 });
  });

  it("begins anew once, with the reason, where the phone's place is none", async () => {
    append(3);
    void pump({ feed, seq: 2, chain: randomBytes(32) }).run();
    const messages = await take();
    expect(messages[0]).toMatchObject({ t: "reset", feed, reason: "changed", seq: 0 });
    expect(kinds(messages)).toEqual(["reset", "event", "event", "event", "current"]);
    append(1);
    expect(kinds(await take())).toEqual(["event", "current"]);
  });

  it("begins anew for a phone that comes from another epoch", async () => {
    append(1);
    void pump(start(), true, randomBytes(8)).run();
    const messages = await take();
    expect(messages[0]).toMatchObject({ t: "reset", reason: "epoch" });
    expect(kinds(messages)).toEqual(["reset", "event", "current"]);
  });

  it("that is followed again goes on from the new place, and is sent once", async () => {
    append(4);
    const [, second] = store.events.read(start(), undefined, 2).events;
    if (second === undefined) throw new Error("expected an event");
    const pumping = pump();
    void pumping.run();
    expect(seqs(await take())).toEqual([1, 2, 3, 4]);
    pumping.follow({ feed, seq: 2, chain: second.chain }, undefined);
    expect(seqs(await take())).toEqual([3, 4]);
    append(1);
    expect(seqs(await take())).toEqual([5]);
  });

  it("that somebody waits for goes before the others", async () => {
    const pumping = new FeedPump(source, channels.agent, clock, (of) => of === inboxFeed);
    for (const of of threeFeeds) {
      append(100, 8_000, of);
      pumping.follow(start(of), undefined);
    }
    pumping.follow(start(inboxFeed), undefined);
    void pumping.run();
    await settled();
    append(1, 10, inboxFeed);
    const events = (await take()).filter((message) => message.t === "event");
    expect(events).toHaveLength(301);
    // After the one batch that is on its way.
    expect(events.findIndex((event) => event.feed === inboxFeed)).toBeLessThan(65);
  });

  it("is gathered a little where nobody waits for it", async () => {
    void pump(start(), false).run();
    await take();
    append(1);
    append(1);
    expect(await take()).toEqual([]);
    clock.advance(coalesceMs);
    expect(kinds(await take())).toEqual(["event", "event", "current"]);
  });
});

describe("a phone that reads slowly", () => {
  it("costs no more than its credit and one reading, however much there is", async () => {
    append(1_000, 8_000);
    void pump().run();
    await settled();
    const written = channels.toPhone.reduce((sum, sealed) => sum + sealed.length, 0);
    // Frames are padded, so a little more than the credit is on the wire; all else is still on disk.
    expect(written).toBeLessThan(2 * creditBytes);
    const read = reads.reduce((sum, count) => sum + count, 0);
    expect(read * 8_000).toBeLessThan(2.5 * creditBytes);
    for (let i = 0; i < 5; i++) append(10, 8_000);
    await settled();
    expect(reads.reduce((sum, count) => sum + count, 0)).toBe(read);
  });

  it("costs no more however often it changes its mind about what it follows", async () => {
    for (const of of threeFeeds) append(100, 8_000, of);
    const pumping = pump();
    void pumping.run();
    for (let i = 0; i < 300; i++) {
      const of = threeFeeds[i % threeFeeds.length] ?? feed;
      pumping.follow(start(of), undefined);
      await Promise.resolve();
      if (i % 2 === 0) pumping.unfollow(of);
      else pumping.follow(start(of), undefined);
      if (i % 10 === 0) await settled();
    }
    const read = reads.reduce((sum, count) => sum + count, 0);
    expect(read * 8_000).toBeLessThan(2.5 * creditBytes);
    // What is followed in the end is brought whole.
    for (const of of threeFeeds) pumping.unfollow(of);
    pumping.follow(start(), undefined);
    expect(seqs(await take()).slice(-100)).toEqual(Array.from({ length: 100 }, (_, i) => i + 1));
  });

  it("has all of it in the end", async () => {
    append(300, 8_000);
    void pump().run();
    await settled();
    const messages = await take();
    expect(seqs(messages)).toEqual(Array.from({ length: 300 }, (_, i) => i + 1));
  });
});

describe("a pump", () => {
  it("ends with its channel, and leaves no listener behind", async () => {
    const running = pump().run();
    await take();
    channels.agent.drop();
    append(1);
    expect(listeners).toBe(1);
    await running;
    expect(listeners).toBe(0);
  });

  it("ends when it is stopped, though it waits for the phone's credit", async () => {
    append(500, 8_000);
    const stopped = pump();
    const running = stopped.run();
    await settled();
    stopped.stop();
    const messages = await take();
    await running;
    expect(seqs(messages).length).toBeLessThan(100);
    expect(kinds(messages)).not.toContain("current");
  });

  it("fails rather than stand still when the feed cannot be read", async () => {
    append(1);
    folder.asSomebodyElse().exec("UPDATE events SET body = zeroblob(64)");
    await expect(pump().run()).rejects.toThrow("does not open");
  });
});
