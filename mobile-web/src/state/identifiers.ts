// Identifiers are bytes on the wire and text in maps, routes and feed names. base64url is canonical, so
// that two texts are equal exactly when the bytes are.

import { toBase64url } from "@longrein/protocol";

/** A run's or an approval's id as text. */
export type Key = string;

const runFeedPrefix = "run:";

export const keyOf = (id: Uint8Array): Key => toBase64url(id);

export const runFeed = (run: Key): string => runFeedPrefix + run;

/** Undefined for the inbox and for feeds of a newer agent. */
export function runOfFeed(feed: string): Key | undefined {
  return feed.startsWith(runFeedPrefix) ? feed.slice(runFeedPrefix.length) : undefined;
}
