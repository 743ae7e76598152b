// Feeds at rest: in order, chained, replayed from any place, and told of only once they are durable.

import {
  type AgentEvent,
  type Cursor,
  inboxFeed,
  readEvent,
  startOfFeed,
} from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

const feed = `run:${"A".repeat(22)}`;
const notice = (text: string): AgentEvent => ({ t: "notice", level: "info", text, at: 1 });

function fill(count: number): void {
  for (let i = 1; i <= count; i++) store.events.append(feed, notice(`event ${i}`), i);
}

function start(): Cursor {
  return startOfFeed(nodePrimitives, store.events.epoch, feed);
}

/** Reads on from a place as a phone does, checking the chain itself. */
function readOn(from: Cursor, eventsMax: number): { cursor: Cursor; bodies: string[] } {
  let cursor = from;
  const bodies: string[] = [];
  for (;;) {
    const reading = store.events.read(cursor, store.events.epoch, eventsMax);
    if (reading.kind === "reset") throw new Error(`expected no reset, got ${reading.reason}`);
    if (reading.events.length === 0) return { cursor, bodies };
    for (const { seq, body, chain } of reading.events) {
      const step = readEvent(nodePrimitives, cursor, { t: "event", feed, seq, body });
      if (step.kind !== "next") throw new Error("expected the next event");
      expect(chain).toEqual(step.cursor.chain);
      ({ cursor } = step);
      bodies.push(body);
    }
  }
}

describe("a feed", () => {
  it("is replayed whole, in order and with a chain that a phone computes for itself", () => {
    fill(150);
    const { cursor, bodies } = readOn(start(), 64);
    expect(cursor).toEqual(store.events.latest(feed));
    expect(bodies).toHaveLength(150);
    expect(bodies[149]).toContain("event 150");
  });

  it("is replayed from any place, also after the store was closed and opened", () => {
    fill(20);
    const places = [start()];
    for (const { seq, chain } of store.events.read(start(), undefined, 20).events) {
      places.push({ feed, seq, chain });
    }
    store = folder.reopenStore();
    for (const place of places) {
      expect(readOn(place, 7).bodies).toHaveLength(20 - place.seq);
    }
  });

  it("goes on where it was after the store was closed and opened", () => {
    fill(3);
    store = folder.reopenStore();
    fill(2);
    expect(readOn(start(), 64).cursor.seq).toBe(5);
  });

  it("knows nothing of another feed's events", () => {
    fill(3);
    const other = `run:${"B".repeat(21)}A`;
    store.events.append(other, notice("other"), 1);
    expect(store.events.latest(other).seq).toBe(1);
    expect(store.events.latest(inboxFeed).seq).toBe(0);
    expect(readOn(start(), 64).bodies.join()).not.toContain("other");
  });

  it("gives no more at a time than was asked for, nor than a phone can be sent", () => {
    fill(10);
    expect(store.events.read(start(), undefined, 4).events).toHaveLength(4);
    const { cursor } = readOn(start(), 64);
    const long: AgentEvent = { t: "text", item: 1, role: "answer", delta: "x".repeat(16_000) };
    for (let i = 0; i < 40; i++) store.events.append(feed, long, 1);
    expect(store.events.read(cursor, undefined, 64).events).toHaveLength(16);
    expect(readOn(cursor, 64).bodies).toHaveLength(40);
  });

  it("gives a single event that is longer than that", () => {
    const diff = "x".repeat(1_000_000);
    store.events.append(feed, { t: "tool.done", item: 1, status: "completed", diff }, 1);
    expect(store.events.read(start(), undefined, 64).events).toHaveLength(1);
  });

  it("takes no event that no phone could read, which would stop every phone at that place", () => {
    const tooLong = notice("x".repeat(4_097));
    expect(() => store.events.append(feed, tooLong, 1)).toThrow("at most 4096 bytes");
    const diff = '"'.repeat(2 * 1_024 * 1_024);
    const tooMuch: AgentEvent = { t: "tool.done", item: 1, status: "completed", diff };
    expect(() => store.events.append(feed, tooMuch, 1)).toThrow("a phone can read");
    expect(() => store.events.append("elsewhere", notice("x"), 1)).toThrow("feed");
    expect(store.events.latest(feed).seq).toBe(0);
  });
});

describe("a reader whose place is none", () => {
  const chain = randomBytes(32);
  const cases: readonly (readonly [string, () => [Cursor, Uint8Array | undefined], string])[] = [
    [
      "who is new and knows no epoch",
      () => [{ feed, seq: 0, chain: new Uint8Array(32) }, undefined],
      "new",
    ],
    ["of another epoch", () => [start(), randomBytes(8)], "epoch"],
    ["who is ahead of us", () => [{ feed, seq: 4, chain }, undefined], "ahead"],
    [
      "who is ahead by all there is",
      () => [{ feed, seq: Number.MAX_SAFE_INTEGER, chain }, undefined],
      "ahead",
    ],
    ["who remembers another past", () => [{ feed, seq: 3, chain }, undefined], "changed"],
    ["who remembers another beginning", () => [{ feed, seq: 0, chain }, undefined], "changed"],
  ];

  it.each(cases)("%s begins anew, and is told why", (_, placeOf, reason) => {
    fill(3);
    const [cursor, epoch] = placeOf();
    const reading = store.events.read(cursor, epoch, 64);
    const { seq, chain: beginning } = start();
    expect(reading).toMatchObject({ kind: "reset", reason, seq, chain: beginning });
    expect(reading.events.map((event) => event.seq)).toEqual([1, 2, 3]);
  });

  it("notices that a row of the past was changed, though the rows after it still stand", () => {
    fill(3);
    const { cursor } = readOn(start(), 2);
    folder
      .asSomebodyElse()
      .prepare("UPDATE events SET chain = ? WHERE seq = 3")
      .run(randomBytes(32));
    expect(store.events.read(cursor, undefined, 9)).toMatchObject({ reason: "changed" });
  });
});

describe("a listener", () => {
  it("hears of an event once it is durable, and reads it then", () => {
    const heard: unknown[] = [];
    const other = folder.asSomebodyElse();
    store.events.onEvent((changed) => {
      heard.push([changed, other.prepare("SELECT count(*) AS n FROM events").get()]);
    });
    store.database.transaction(() => {
      store.events.append(feed, notice("a"), 1);
      expect(heard).toEqual([]);
    });
    expect(heard).toEqual([[feed, { n: 1 }]]);
  });

  it("hears nothing of what was rolled back", () => {
    const heard: string[] = [];
    store.events.onEvent((changed) => heard.push(changed));
    const failing = () =>
      store.database.transaction(() => {
        store.events.append(feed, notice("a"), 1);
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    expect([heard, store.events.latest(feed).seq]).toEqual([[], 0]);
  });

  it("hears nothing once it has stopped listening", () => {
    const heard: string[] = [];
    const stop = store.events.onEvent((changed) => heard.push(changed));
    fill(1);
    stop();
    fill(1);
    expect(heard).toEqual([feed]);
  });
});
