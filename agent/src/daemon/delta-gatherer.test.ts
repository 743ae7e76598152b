// Streamed text: gathered for a tick, never reordered, never lost, never in pieces that no phone takes.

import { coalesceMs, limitsOfEvents } from "@longrein/protocol/limits";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import type { RunEvent } from "../runs/driver.ts";
import { DeltaGatherer } from "./delta-gatherer.ts";

let clock: ManualClock;
let written: RunEvent[];
let gatherer: DeltaGatherer;
beforeEach(() => {
  clock = new ManualClock();
  written = [];
  gatherer = new DeltaGatherer(clock, (event) => written.push(event));
});

const text = (delta: string, item = 1): RunEvent => ({ t: "text", item, role: "answer", delta });
const thought = (delta: string): RunEvent => ({ t: "text", item: 1, role: "thought", delta });
const output = (delta: string): RunEvent => ({ t: "tool.output", item: 1, delta });
const notice: RunEvent = { t: "notice", level: "info", text: "n", at: 1 };

describe("streamed text", () => {
  it("of one tick becomes one event, a tick after the first of it", () => {
    gatherer.add(text("a"));
    clock.advance(coalesceMs - 1);
    gatherer.add(text("b"));
    expect(written).toEqual([]);
    clock.advance(1);
    expect(written).toEqual([text("ab")]);
    expect(clock.timers).toBe(0);
  });

  it.each([
    ["another item's", text("b", 2)],
    ["another role's", thought("b")],
    ["another kind's", output("b")],
    ["not streamed", notice],
  ])("goes before what is %s", (_, other) => {
    gatherer.add(text("a"));
    gatherer.add(other);
    gatherer.flush();
    expect(written).toEqual([text("a"), other]);
  });

  it("is written at once when asked to, and leaves no timer behind", () => {
    gatherer.add(text("a"));
    gatherer.flush();
    gatherer.flush();
    clock.advance(coalesceMs);
    expect([written, clock.timers]).toEqual([[text("a")], 0]);
  });

  it("makes no event when there is none of it", () => {
    gatherer.add(text(""));
    gatherer.flush();
    expect(written).toEqual([]);
  });

  it("comes out as it went in, in pieces that each fit and are text by themselves", () => {
    const part = fc.oneof(
      fc.string({ unit: "grapheme", maxLength: 20 }),
      fc.constantFrom(
        "é",
        "🙂".repeat(5_000),
        "x".repeat(40_000),
        "漢".repeat(9_000),
        "\ud800",
        "\n",
      ),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        written = [];
        for (const each of parts) gatherer.add(text(each));
        gatherer.flush();
        const deltas = written.map((event) => ("delta" in event ? event.delta : ""));
        expect(deltas.join("")).toBe(parts.map((each) => each.toWellFormed()).join(""));
        for (const delta of deltas) {
          expect(Buffer.byteLength(delta)).toBeLessThanOrEqual(limitsOfEvents.deltaBytes);
          expect(delta.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
  });
});
