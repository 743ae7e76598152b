import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { chainNext, chainStart } from "./feed-chain.ts";
import { nobleHashes as hash } from "./noble-hashes.ts";
import { utf8 } from "./text.ts";

const epoch = new Uint8Array(8).fill(1);
const sha256 = (...parts: (string | Uint8Array)[]): Uint8Array => {
  const digest = createHash("sha256");
  for (const part of parts) digest.update(part);
  return new Uint8Array(digest.digest());
};
const chainOf = (...events: string[]): Uint8Array =>
  events.reduce(
    (chain, event) => chainNext(hash, chain, utf8(event)),
    chainStart(hash, epoch, "inbox"),
  );

describe("the chain of a feed", () => {
  test("starts from the epoch and the feed's name", () => {
    expect(chainStart(hash, epoch, "inbox")).toEqual(sha256("longrein/1 feed\0", epoch, "inbox"));
    expect(chainStart(hash, epoch, "run:a")).not.toEqual(chainStart(hash, epoch, "inbox"));
    const other = new Uint8Array(8).fill(2);
    expect(chainStart(hash, other, "inbox")).not.toEqual(chainStart(hash, epoch, "inbox"));
  });

  test("goes on with each event's exact bytes", () => {
    const start = chainStart(hash, epoch, "inbox");
    expect(chainOf("one", "é")).toEqual(sha256(sha256(start, "one"), Buffer.from("é")));
  });

  test.each([
    ["changed", ["a", "x", "c"]],
    ["dropped", ["a", "c"]],
    ["repeated", ["a", "b", "b", "c"]],
    ["moved", ["b", "a", "c"]],
    ["cut from the front", ["b", "c"]],
    ["joined with its neighbour", ["ab", "c"]],
  ])("tells when an event was %s", (_what, events) => {
    expect(chainOf(...events)).not.toEqual(chainOf("a", "b", "c"));
  });

  test("takes an epoch of eight bytes only, since the name follows it without a mark", () => {
    for (const length of [0, 7, 9]) {
      expect(() => chainStart(hash, new Uint8Array(length), "inbox")).toThrow(RangeError);
    }
  });
});
