// Which turn is ours, of those that Codex tells of.

import { beforeEach, expect, it } from "vitest";
import { LostTurn } from "../../runs/lost-turn.ts";
import { TurnWatch } from "./turn-watch.ts";

let turns: TurnWatch;
let stop: AbortController;
beforeEach(() => {
  turns = new TurnWatch();
  stop = new AbortController();
});

const turn = (id: string, status = "completed") => ({ turn: { id, status } });

it("ends ours with what Codex says of it, and not with somebody else's", async () => {
  const own = turns.begin(stop.signal);
  turns.started(turn("ours"), "m");
  expect([turns.ownId, turns.activeId]).toEqual(["ours", "ours"]);
  turns.completed(turn("theirs"));
  turns.completed(turn("ours"));
  expect(await own.ended.promise).toEqual({ id: "ours", status: "completed" });
});

it("a turn that somebody else has begun is waited for, unless ours is to stop", async () => {
  turns.started(turn("theirs"), undefined);
  expect([turns.ownId, turns.activeId]).toEqual([undefined, "theirs"]);
  const order: string[] = [];
  const idle = turns.idle(stop.signal).then(() => order.push("idle"));
  order.push("completed");
  turns.completed(turn("theirs"));
  await idle;
  expect(order).toEqual(["completed", "idle"]);
  turns.started(turn("theirs too"), undefined);
  const stopped = turns.idle(stop.signal);
  stop.abort();
  await stopped;
  expect(turns.activeId).toBe("theirs too");
});

it("what it used is told once, with the turn's end", () => {
  turns.started(turn("ours"), "m");
  turns.used({ tokenUsage: { last: { inputTokens: 3, outputTokens: 2, totalTokens: 5 } } });
  expect(turns.completed(turn("ours"))?.event(1)).toMatchObject({ input: 3, output: 2 });
  expect(turns.completed(turn("ours"))).toBeUndefined();
});

it("is over when Codex is gone, and whoever waits for it is told why", async () => {
  const own = turns.begin(stop.signal);
  turns.started(turn("ours"), "m");
  const gone = new LostTurn("gone", "look");
  turns.lost(gone);
  await expect(own.ended.promise).rejects.toBe(gone);
  await turns.idle(stop.signal);
  expect(turns.activeId).toBeUndefined();
});

it("knows that ours is to stop, and forgets it with the turn", () => {
  turns.begin(stop.signal);
  expect(turns.isStopping).toBe(false);
  stop.abort();
  expect(turns.isStopping).toBe(true);
  turns.forget();
  expect([turns.isStopping, turns.ownId]).toEqual([false, undefined]);
});
