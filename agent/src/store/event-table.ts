// Feeds at rest: each event sealed in its place, with the chain up to it. An event is appended in the
// transaction of what it tells, and told to listeners once that is durable.

import {
  type AgentEvent,
  type Cursor,
  type Primitives,
  ProtocolFailure,
  chainNext,
  chainStart,
  decodeAgentMessage,
  decodeEvent,
  encodeAgentMessage,
  encodeEvent,
  equalBytes,
  fromUtf8,
  isAllZero,
  utf8,
} from "@longrein/protocol";
import { chunkedToPhoneBytesMax, creditBytes } from "@longrein/protocol/limits";
import { type Database, bytesOf, numberOf, textOf } from "./database.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";

export interface StoredEvent {
  readonly seq: number;
  readonly body: string;
  readonly chain: Uint8Array;
}

export type FeedReading =
  | { readonly kind: "replay"; readonly events: readonly StoredEvent[] }
  | {
      readonly kind: "reset";
      readonly reason: ResetReason;
      readonly seq: number;
      readonly chain: Uint8Array;
      readonly events: readonly StoredEvent[];
    };

/** "new" is a reader who does not know the epoch yet, and therefore has no place to begin at. */
type ResetReason = "new" | "epoch" | "ahead" | "changed";

/** Read at a time, or one event if that is longer: what a phone can be sent before it grants more. */
const readBytesMax = creditBytes;

export class EventTable {
  readonly #database: Database;
  readonly #hash: Pick<Primitives, "sha256">;
  readonly #salts: RunSalts;
  readonly #listeners = new Set<(feed: string) => void>();
  /** Which history the feeds belong to: a store that was lost or replaced begins another. */
  readonly epoch: Uint8Array;

  constructor(database: Database, hash: Pick<Primitives, "sha256">, salts: RunSalts) {
    this.#database = database;
    this.#hash = hash;
    this.epoch = database.constant("epoch", 8);
    this.#salts = salts;
  }

  append(feed: string, event: AgentEvent, at: number): void {
    const body = utf8(encodeEvent(event));
    const last = this.latest(feed);
    const seq = last.seq + 1;
    // Streamed text was cut to size when it was gathered.
    if (!("delta" in event)) requireReadable(feed, seq, fromUtf8(body));
    const salt = saltFor(feed, event);
    this.#database.run(
      "INSERT INTO events (feed, seq, chain, salt, body, at) VALUES (?, ?, ?, ?, ?, ?)",
      feed,
      seq,
      chainNext(this.#hash, last.chain, body),
      salt,
      this.#salts.seal(salt, place(feed, seq), body),
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

  #whyReset(cursor: Cursor, epoch: Uint8Array | undefined): ResetReason | undefined {
    if (cursor.seq === 0 && isAllZero(cursor.chain)) return "new";
    if (epoch !== undefined && !equalBytes(epoch, this.epoch)) return "epoch";
    const chain = this.#chainAt(cursor.feed, cursor.seq);
    if (chain === undefined) return "ahead";
    return equalBytes(chain, cursor.chain) ? undefined : "changed";
  }

  #chainAt(feed: string, seq: number): Uint8Array | undefined {
    if (seq === 0) return this.#start(feed).chain;
    const row = this.#database.get(
      "SELECT chain FROM events WHERE feed = ? AND seq = ?",
      feed,
      seq,
    );
    return row && bytesOf(row, "chain");
  }

  #after({ feed, seq }: Cursor, eventsMax: number): StoredEvent[] {
    const sql =
      "SELECT seq, chain, salt, body FROM events WHERE feed = ? AND seq > ? ORDER BY seq LIMIT ?";
    const events: StoredEvent[] = [];
    let bytes = 0;
    for (const row of this.#database.each(sql, feed, seq, eventsMax)) {
      const at = numberOf(row, "seq");
      const body = this.#salts.open(textOf(row, "salt"), place(feed, at), bytesOf(row, "body"));
      bytes += body.length;
      if (events.length > 0 && bytes > readBytesMax) break;
      events.push({ seq: at, body: fromUtf8(body), chain: bytesOf(row, "chain") });
    }
    return events;
  }

  #start(feed: string): Cursor {
    return { feed, seq: 0, chain: chainStart(this.#hash, this.epoch, feed) };
  }
}

/** An event that no phone can read would stop every phone at this place of the feed for good. */
function requireReadable(feed: string, seq: number, body: string): void {
  const message = encodeAgentMessage({ t: "event", feed, seq, body });
  const readable =
    message.length <= chunkedToPhoneBytesMax &&
    decodeAgentMessage(message) !== undefined &&
    decodeEvent(body) !== undefined;
  if (!readable) throw new ProtocolFailure("MESSAGE", "expected an event that a phone can read");
}

/** What the inbox tells of a run is the run's as well: it is to be forgotten with it. */
function saltFor(feed: string, event: AgentEvent): string {
  if (event.t === "approval.asked") return saltOfRun(event.ask.run);
  return "run" in event ? saltOfRun(event.run) : feed;
}

/** Sealed to where it stands: a row moved elsewhere does not open. */
function place(feed: string, seq: number): string {
  return `events 1 ${feed} ${seq}`;
}
