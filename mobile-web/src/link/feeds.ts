// The feeds this phone follows and its place in each. Holds the chain, so that an event that was left
// out, repeated or rewritten is noticed; what is wrong is asked for again from the last good place.

import {
  type AgentMessage,
  type Cursor,
  agreesWith,
  equalBytes,
  inboxFeed,
  readEvent,
  readReset,
  startOfFeed,
} from "@longrein/protocol";
import { webPrimitives } from "../vault/web-primitives.ts";

export type FeedMessage = Extract<AgentMessage, { t: "event" | "reset" | "current" }>;

export type FeedNews =
  | { readonly kind: "pass-on" }
  | { readonly kind: "ignore" }
  /** Ask again from this cursor. */
  | { readonly kind: "ask-again"; readonly cursor: Cursor };

export class Feeds {
  #epoch: Uint8Array = new Uint8Array(8);
  readonly #cursors: Map<string, Cursor | undefined>;
  /** Those of which the agent has not said in this session that this was all. */
  readonly #behind = new Set<string>();
  /** Until it has said so of all that we followed when the session began. */
  #isReturning = false;

  /** The inbox is always followed. */
  constructor(others: Iterable<string>) {
    this.#cursors = new Map([inboxFeed, ...others].map((feed) => [feed, undefined]));
  }

  /** A session begins. `epoch` is the history our cursors belong to; a new one begins every feed anew. */
  enterEpoch(epoch: Uint8Array): void {
    const isSame = equalBytes(epoch, this.#epoch);
    this.#epoch = epoch;
    this.#isReturning = true;
    for (const feed of this.#cursors.keys()) {
      this.#behind.add(feed);
      if (!isSame) this.#cursors.set(feed, undefined);
    }
  }

  /** Whether what happened before is still coming: of this feed or, when a session begins, of any. */
  isMoreToCome(feed: string | undefined): boolean {
    if (this.#isReturning) return true;
    return feed !== undefined && this.#behind.has(feed);
  }

  /** Where we stand in everything we follow: said in AUTH after every reconnect. */
  cursors(): Cursor[] {
    return [...this.#cursors.keys()].map((feed) => this.#cursor(feed));
  }

  follow(feed: string): Cursor {
    if (!this.#cursors.has(feed)) this.#cursors.set(feed, undefined);
    this.#behind.add(feed);
    return this.#cursor(feed);
  }

  unfollow(feed: string): void {
    this.#cursors.delete(feed);
    this.#isAll(feed);
  }

  take(message: FeedMessage): FeedNews {
    if (!this.#cursors.has(message.feed)) return { kind: "ignore" };
    const cursor = this.#cursor(message.feed);
    switch (message.t) {
      case "reset":
        this.#cursors.set(message.feed, readReset(message));
        return { kind: "pass-on" };
      case "current":
        if (!agreesWith(cursor, message)) return this.#startAnew(message.feed);
        this.#isAll(message.feed);
        return { kind: "pass-on" };
      case "event": {
        const reading = readEvent(webPrimitives, cursor, message);
        if (reading.kind === "repeated") return { kind: "ignore" };
        if (reading.kind === "broken") return { kind: "ask-again", cursor };
        this.#cursors.set(message.feed, reading.cursor);
        return { kind: "pass-on" };
      }
    }
  }

  #isAll(feed: string): void {
    this.#behind.delete(feed);
    if (this.#behind.size === 0) this.#isReturning = false;
  }

  /** What we hold is not what the agent holds: only the beginning is common ground. */
  #startAnew(feed: string): FeedNews {
    this.#cursors.delete(feed);
    return { kind: "ask-again", cursor: this.follow(feed) };
  }

  #cursor(feed: string): Cursor {
    return this.#cursors.get(feed) ?? startOfFeed(webPrimitives, this.#epoch, feed);
  }
}
