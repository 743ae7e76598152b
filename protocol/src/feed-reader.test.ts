import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../agent/src/platform/node-primitives.ts";
import { upTo } from "../../simulation/tampering.ts";
import { agreesWith, readEvent, readReset, startOfFeed } from "./feed-reader.ts";
import type { Cursor } from "./messages.ts";

const epoch = new Uint8Array(8).fill(1);
const start = startOfFeed(nodePrimitives, epoch, "inbox");
const event = (seq: number, body = `event ${seq}`) =>
  ({ t: "event", feed: "inbox", seq, body }) as const;
const current = (cursor: Cursor) => ({ t: "current", ...cursor }) as const;

/** Reads events 1 to `count`, the bodies changed where told. */
function readTo(count: number, bodies: Readonly<Record<number, string>> = {}): Cursor {
  let cursor = start;
  for (const seq of upTo(count).map((index) => index + 1)) {
    const reading = readEvent(nodePrimitives, cursor, event(seq, bodies[seq] ?? `event ${seq}`));
    if (reading.kind !== "next") throw new Error(`event ${seq} was ${reading.kind}`);
    ({ cursor } = reading);
  }
  return cursor;
}

describe("a reader", () => {
  it("begins at 0, at a place of its own for each epoch and feed", () => {
    expect(start).toMatchObject({ feed: "inbox", seq: 0 });
    const others = [
      startOfFeed(nodePrimitives, new Uint8Array(8).fill(2), "inbox"),
      startOfFeed(nodePrimitives, epoch, "run:x"),
    ];
    for (const other of others) expect(other.chain).not.toEqual(start.chain);
    expect(startOfFeed(nodePrimitives, epoch, "inbox")).toEqual(start);
  });

  it.each([
    [3, "repeated"],
    [1, "repeated"],
    [0, "repeated"],
    [4, "next"],
    [5, "broken"],
    [1_000_000, "broken"],
  ] as const)("that holds 3 events calls number %i %s", (seq, kind) => {
    expect(readEvent(nodePrimitives, readTo(3), event(seq)).kind).toBe(kind);
  });

  it("does not move for what is repeated or broken", () => {
    const cursor = readTo(3);
    expect(readEvent(nodePrimitives, cursor, event(2))).toEqual({ kind: "repeated" });
    expect(readEvent(nodePrimitives, cursor, event(9))).toEqual({ kind: "broken" });
  });

  it("agrees with the agent that sent the same events, and with no other", () => {
    const cursor = readTo(5);
    expect(agreesWith(cursor, current(readTo(5)))).toBe(true);
    expect(agreesWith(cursor, current(readTo(4)))).toBe(false);
    expect(agreesWith(cursor, current(readTo(6)))).toBe(false);
    expect(agreesWith(cursor, current({ ...readTo(5), seq: 4 }))).toBe(false);
  });

  it.each([1, 3, 5])("notices that event %i was changed, however long ago", (seq) => {
    const changed = readTo(5, { [seq]: "something else" });
    expect(agreesWith(readTo(5), current(changed))).toBe(false);
  });

  it("notices a change of a single character that decodes alike", () => {
    const composed = readTo(1, { 1: "\u00e9" });
    const decomposed = readTo(1, { 1: "e\u0301" });
    expect(agreesWith(composed, current(decomposed))).toBe(false);
  });

  it("goes on from the place that a reset names", () => {
    const place = readTo(7);
    const cursor = readReset({ t: "reset", reason: "pruned", ...place });
    expect(cursor).toEqual(place);
    const reading = readEvent(nodePrimitives, cursor, event(8));
    expect(reading).toEqual({ kind: "next", cursor: readTo(8) });
  });
});
