// Feeds at rest: each event sealed in its place, with the chain up to it. An event is appended in the
// transaction of what it tells, and told to listeners once that is durable.

import {
  type AgentEvent,
  type Cursor,
  type Primitives,
  chainNext,
  chainStart,
  encodeEvent,
  equalBytes,
  fromUtf8,
  utf8,
} from "@longrein/protocol";
import { Sealer } from "../platform/sealing.ts";
import { type Database, bytesOf, numberOf } from "./database.ts";

export interface StoredEvent {
  readonly seq: number;
  readonly body: string;
  readonly chain: Uint8Array;
}

export type FeedReading =
  | { readonly kind: "replay"; readonly events: readonly StoredEvent[] }
  | {
      readonly kind: "reset";
      readonly reason: "epoch" | "ahead" | "changed";
      readonly seq: number;
      readonly chain: Uint8Array;
      readonly events: readonly StoredEvent[];
    };

export class EventTable {
  readonly #database: Database;
  readonly #hash: Pick<Primitives, "sha256">;
  readonly #sealer: Sealer;
  readonly #listeners = new Set<(feed: string) => void>();
  /** Which history the feeds belong to: a store that was lost or replaced begins another. */
  readonly epoch: Uint8Array;

  constructor(database: Database, hash: Pick<Primitives, "sha256">, master: Uint8Array) {
    this.#database = database;
    this.#hash = hash;
    this.epoch = database.constant("epoch", 8);
    this.#sealer = new Sealer(master, database.constant("events salt", 32));
  }

  append(feed: string, event: AgentEvent, at: number): void {
    const body = utf8(encodeEvent(event));
    const last = this.latest(feed);
    const seq = last.seq + 1;
    this.#database.run(
      "INSERT INTO events (feed, seq, chain, body, at) VALUES (?, ?, ?, ?, ?)",
      feed,
      seq,
      chainNext(this.#hash, last.chain, body),
      this.#sealer.seal(place(feed, seq), body),
      at,
    );
    this.#database.afterCommit(() => {
      for (const listener of this.#listeners) listener(feed);
    });
  }

  latest(feed: string): Cursor {
    const last = this.#database.get(
      "SELECT seq, chain FROM events WHERE feed = ? ORDER BY seq DESC LIMIT 1",
      feed,
    );
    return last === undefined
      ? this.#start(feed)
      : { feed, seq: numberOf(last, "seq"), chain: bytesOf(last, "chain") };
  }

  /** What comes after the reader's place, or why that place is none and where to begin instead. */
  read(cursor: Cursor, epoch: Uint8Array | undefined, eventsMax: number): FeedReading {
    const reason = this.#whyReset(cursor, epoch);
    if (reason === undefined) return { kind: "replay", events: this.#after(cursor, eventsMax) };
    const start = this.#start(cursor.feed);
    const { seq, chain } = start;
    return { kind: "reset", reason, seq, chain, events: this.#after(start, eventsMax) };
  }

  onEvent(listener: (feed: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #whyReset(cursor: Cursor, epoch: Uint8Array | undefined): "epoch" | "ahead" | "changed" | undefined {
    if (epoch !== undefined && !equalBytes(epoch, this.epoch)) return "epoch";
    const chain = this.#chainAt(cursor.feed, cursor.seq);
    if (chain === undefined) return "ahead";
    return equalBytes(chain, cursor.chain) ? undefined : "changed";
  }

  #chainAt(feed: string, seq: number): Uint8Array | undefined {
    if (seq === 0) return this.#start(feed).chain;
    const row = this.#database.get("SELECT chain FROM events WHERE feed = ? AND seq = ?", feed, seq);
    return row && bytesOf(row, "chain");
  }

  #after({ feed, seq }: Cursor, eventsMax: number): StoredEvent[] {
    const rows = this.#database.all(
      "SELECT seq, chain, body FROM events WHERE feed = ? AND seq > ? ORDER BY seq LIMIT ?",
      feed,
      seq,
      eventsMax,
    );
    return rows.map((row) => {
      const at = numberOf(row, "seq");
      const body = this.#sealer.open(place(feed, at), bytesOf(row, "body"));
      return { seq: at, body: fromUtf8(body), chain: bytesOf(row, "chain") };
    });
  }

  #start(feed: string): Cursor {
    return { feed, seq: 0, chain: chainStart(this.#hash, this.epoch, feed) };
  }
}

/** Sealed to where it stands: a row moved elsewhere does not open. */
function place(feed: string, seq: number): string {
  return `events 1 ${feed} ${seq}`;
}
