// A nameplate's life as a table: reserved, claimed once, refused to others, ended.

import { expect, test } from "vitest";
import { offerLifetimeMs } from "@longrein/protocol/limits";
import { type Nameplate, claim, refusalsMax, reserve } from "./nameplate.ts";

const now = 1_000_000;
const ticket = { sessionId: "s", id: "i", capability: "c" };
const free: Nameplate = { ticket, expiresAt: now + 10, claimedBy: "", refusals: 0 };
const taken: Nameplate = { ...free, claimedBy: "first" };

test("what is free is reserved for its lifetime, what is somebody's is not, what has expired is again", () => {
  const reserved = { ...free, expiresAt: now + offerLifetimeMs };
  expect(reserve(undefined, ticket, now)).toEqual(reserved);
  expect(reserve(free, ticket, now)).toBeUndefined();
  expect(reserve(taken, ticket, now)).toBeUndefined();
  expect(reserve(taken, ticket, now + 10)?.claimedBy).toBe("");
});

test.for<[string, Nameplate | undefined, string, number, string, Nameplate | undefined]>([
  ["nothing there", undefined, "first", now, "unknown", undefined],
  ["the first claim", free, "first", now, "granted", taken],
  ["its last millisecond", free, "first", now + 9, "granted", taken],
  ["expired", free, "first", now + 10, "unknown", undefined],
  ["the same claim again", taken, "first", now, "granted", taken],
  ["another claim", taken, "second", now, "used", { ...taken, refusals: 1 }],
  ["the last refusal", { ...taken, refusals: refusalsMax - 1 }, "second", now, "used", undefined],
])("claim: %s", ([, present, by, at, kind, left]) => {
  const result = claim(present, by, at);
  expect(result.answer.kind).toBe(kind);
  expect(result.left).toEqual(left);
});
