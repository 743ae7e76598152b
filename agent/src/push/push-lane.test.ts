// What a phone is told, when, and what is taken back.

import { beforeEach, describe, expect, it } from "vitest";
import { type Matter, PushLane, pushEveryMs } from "./push-lane.ts";

let lane: PushLane;
beforeEach(() => {
  lane = new PushLane();
});

const end = 900_000;
const fiveMinutes = 5 * 60_000;
const then = end - fiveMinutes;
const approval = (id: string, notAfter = end): Matter => {
  return { kind: "approval", id, run: "r", notAfter };
};
const told = (id: string, count: number) => {
  return { notice: { kind: "approval", id, run: "r", count }, topic: id, notAfter: end };
};

describe("a phone", () => {
  it("is told of what waits after a moment, and once", () => {
    expect(lane.readyIn(0, 0)).toBeUndefined();
    lane.due(approval("a"));
    expect(lane.readyIn(0, 0)).toBe(1_000);
    expect(lane.take(1_000, 0)).toEqual(told("a", 1));
    expect(lane.take(1_001, 0)).toBeUndefined();
    expect(lane.readyIn(1_001, 0)).toBe(then);
  });

  it("hears of what comes soon after it together, and not sooner than ten seconds later", () => {
    lane.due(approval("a"));
    lane.take(0, 0);
    for (const id of ["b", "c", "c"]) lane.due(approval(id));
    expect(lane.readyIn(400, 0)).toBe(pushEveryMs - 400);
    expect(lane.take(pushEveryMs, 0)).toEqual(told("c", 2));
  });

  it("hears nothing of what was over before it was told, by an answer or by its time", () => {
    lane.due(approval("a"));
    lane.due(approval("b", 5));
    lane.over("a");
    expect(lane.take(1_000, 5)).toBeUndefined();
  });

  it("is told of at most sixteen", () => {
    for (let n = 0; n < 40; n++) lane.due(approval(`a${n}`));
    expect(lane.take(0, 0)).toEqual(told("a39", 16));
  });
});

describe("what was told", () => {
  it("is taken back when all of it is over, under the same topic", () => {
    lane.due(approval("a"));
    lane.due(approval("b"));
    lane.take(0, 0);
    lane.over("b");
    expect(lane.readyIn(0, 0)).toBe(then);
    lane.over("a");
    expect(lane.readyIn(0, 0)).toBe(pushEveryMs);
    const back = { notice: { kind: "over", ids: ["b"] }, topic: "b", notAfter: end };
    expect(lane.take(pushEveryMs, 0)).toEqual(back);
    expect(lane.take(pushEveryMs, 0)).toBeUndefined();
  });

  it("is tried again only as long as it is not over", () => {
    lane.due(approval("a"));
    const push = lane.take(0, 0);
    if (push === undefined) throw new Error("expected a push");
    expect(lane.isOpen(push, 0)).toBe(true);
    expect(lane.isOpen(push, end)).toBe(false);
    lane.over("a");
    expect(lane.isOpen(push, 0)).toBe(false);
  });

  it("needs no taking back where somebody has looked; what still waits is told when they have left", () => {
    lane.due(approval("a"));
    lane.take(0, 0);
    lane.due(approval("b"));
    lane.due({ ...approval("c"), kind: "done" });
    lane.seen();
    lane.over("a");
    expect(lane.take(pushEveryMs, 0)).toEqual(told("b", 1));
    lane.over("c");
    expect(lane.readyIn(pushEveryMs, 0)).toBe(then);
  });
});

describe("of what still waits shortly before its time is over, a phone", () => {
  it("is told once more, under the same topic and of what is left, and not a third time", () => {
    for (const id of ["a", "b"]) lane.due(approval(id));
    lane.take(0, 0);
    expect(lane.readyIn(0, 0)).toBe(then);
    expect(lane.take(then - 1, then - 1)).toBeUndefined();
    lane.over("b");
    expect(lane.take(then, then)).toEqual(told("b", 1));
    expect(lane.readyIn(then, then)).toBeUndefined();
    expect(lane.take(end, end)).toBeUndefined();
  });

  it("is told by the first of several whose time is over, of as many as are left", () => {
    for (const [id, notAfter] of [["a", end - 1] as const, ["b"] as const, ["c"] as const]) {
      lane.due(approval(id, notAfter));
    }
    lane.take(0, 0);
    expect(lane.readyIn(0, 0)).toBe(then - 1);
    lane.over("c");
    expect(lane.take(then - 1, then - 1)).toEqual(told("c", 2));
  });

  it("is told nothing more once its time is over, as after a sleep", () => {
    lane.due(approval("a"));
    lane.take(0, 0);
    expect(lane.take(end, end)).toBeUndefined();
    expect(lane.readyIn(end, end)).toBeUndefined();
  });

  it("is told nothing more where somebody has looked at it or answered it", () => {
    lane.due(approval("a"));
    lane.take(0, 0);
    lane.seen();
    expect(lane.readyIn(0, 0)).toBeUndefined();
    lane.due(approval("b"));
    lane.take(pushEveryMs, 0);
    lane.over("b");
    lane.take(2 * pushEveryMs, 0);
    expect(lane.readyIn(2 * pushEveryMs, 0)).toBeUndefined();
  });

  it("is told nothing more of what was told that late, or of how a run has ended", () => {
    lane.due(approval("a", fiveMinutes));
    lane.take(0, 0);
    lane.due({ ...approval("c"), kind: "done" });
    lane.take(pushEveryMs, 0);
    expect(lane.readyIn(pushEveryMs, 0)).toBeUndefined();
  });
});
