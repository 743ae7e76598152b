import { inboxFeed } from "@longrein/protocol";
import { beforeEach, expect, test } from "vitest";
import { Feeds } from "./feeds.ts";

const epoch = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const runFeed = `run:${"A".repeat(22)}`;

let feeds: Feeds;

beforeEach(() => {
  feeds = new Feeds([]);
  feeds.enterEpoch(epoch);
});

/** The agent's word that this was all, where nothing has happened. */
const isAll = (feed: string) => {
  const cursor = feeds.cursors().find((each) => each.feed === feed);
  if (cursor === undefined) throw new Error(`expected ${feed} to be followed`);
  return feeds.take({ t: "current", ...cursor });
};

test("when a session begins more is to come until each feed was said to be all there is", () => {
  feeds.follow(runFeed);
  feeds.enterEpoch(epoch);
  expect(feeds.isMoreToCome(undefined)).toBe(true);
  isAll(inboxFeed);
  expect(feeds.isMoreToCome(undefined)).toBe(true);
  expect(feeds.isMoreToCome(inboxFeed)).toBe(true);
  isAll(runFeed);
  expect(feeds.isMoreToCome(undefined)).toBe(false);
  expect(feeds.isMoreToCome(runFeed)).toBe(false);
  feeds.enterEpoch(epoch);
  expect(feeds.isMoreToCome(undefined)).toBe(true);
});

test("of a feed that is followed later more is to come, and nothing else waits for it", () => {
  isAll(inboxFeed);
  feeds.follow(runFeed);
  expect(feeds.isMoreToCome(runFeed)).toBe(true);
  expect(feeds.isMoreToCome(inboxFeed)).toBe(false);
  expect(feeds.isMoreToCome(undefined)).toBe(false);
  isAll(runFeed);
  expect(feeds.isMoreToCome(runFeed)).toBe(false);
  feeds.follow(runFeed);
  feeds.unfollow(runFeed);
  expect(feeds.isMoreToCome(runFeed)).toBe(false);
});

test("a feed whose end is another than the agent's is asked for anew, and more of it is to come", () => {
  const [start] = feeds.cursors();
  if (start === undefined) throw new Error("expected a cursor");
  isAll(inboxFeed);
  const other = { t: "current", feed: inboxFeed, seq: 3, chain: new Uint8Array(32) } as const;
  expect(feeds.take(other)).toEqual({ kind: "ask-again", cursor: start });
  expect(feeds.isMoreToCome(inboxFeed)).toBe(true);
});
