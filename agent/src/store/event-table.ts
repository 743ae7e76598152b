// Feeds at rest: each event cleared, then sealed in its place, with the chain up to it. An event is appended
// in the transaction of what it tells, and told to listeners once that is durable.

import {
  type AgentEvent,
  type Cursor,
  type Primitives,
  ProtocolFailure,
  chainNext,
  chainStart,
  decodeAgentMessage,
  decodeEvent,
  equalBytes,
  fromUtf8,
  inboxFeed,
  isAllZero,
} from "@longrein/protocol";
import { chunkedToPhoneBytesMax, creditBytes } from "@longrein/protocol/limits";
import { clearMessage } from "../egress/clear-message.ts";
import { type Cleared, assertCleared } from "../egress/cleared.ts";
import type { ClearedEvent, Egress } from "../egress/egress.ts";
import { UnsealFailure } from "../platform/sealing.ts";
import { type Database, type Row, bytesOf, numberOf, textOf } from "./database.ts";
import { FeedLink } from "./feed-link.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";

export interface StoredEvent {
  readonly seq: number;
  readonly body: Cleared<string>;
  readonly chain: Uint8Array;
}

interface ReadEvents {
  readonly events: readonly StoredEvent[];
  /** There are no more. */
  readonly isAll: boolean;
}

export type FeedReading = ReadEvents &
  (
    | { readonly kind: "replay" }
    | {
        readonly kind: "reset";
        readonly reason: ResetReason;
        readonly seq: number;
        readonly chain: Uint8Array;
      }
  );

/** "new" is a reader who does not know the epoch yet, and therefore has no place to begin at. */
type ResetReason = "new" | "pruned" | "epoch" | "ahead" | "changed";

/** Read at a time, or one event if that is longer: what a phone can be sent before it grants more. */
const readBytesMax = creditBytes;
/** Feeds whose ends are remembered: more than there are runs under way. */
const endsMax = 256;

export interface EventTableParts {
  readonly database: Database;
  readonly hash: Pick<Primitives, "sha256">;
  readonly salts: RunSalts;
  readonly egress: Egress;
}

export class EventTable {
  readonly #parts: EventTableParts;
  readonly #link: FeedLink;
  readonly #listeners = new Set<(feed: string) => void>();
  /** Where feeds end, as of the transaction under way. */
  readonly #ends = new Map<string, Cursor>();
  #othersVersion = Number.NaN;
  /** Feeds that the transaction under way adds to. */
  readonly #changed = new Set<string>();
  /** Which history the feeds belong to: a store that was lost or replaced begins another. */
  readonly epoch: Uint8Array;

  constructor(parts: EventTableParts) {
    this.#parts = parts;
    this.#link = new FeedLink(parts.hash);
    this.epoch = parts.database.constant("epoch", 8);
    parts.database.onRollback(() => {
      this.#ends.clear();
      this.#changed.clear();
    });
  }

  /** Of streamed text perhaps nothing yet, or what was held back before: see egress.ts. */
  append(feed: string, event: AgentEvent, at: number): void {
    const { database, egress } = this.#parts;
    const run = runOf(feed, event);
    const isStreamed = "delta" in event;
    const act = () => {
      for (const cleared of egress.event(feed, run, event)) {
        // Streamed text was cut to size.
        if (!isStreamed) requireReadable(cleared);
        this.appendCleared(cleared, run ?? feed, at);
      }
    };
    if (isStreamed) database.lightTransaction(act);
    else database.transaction(act);
  }

  /** What was cleared before; sealed under this salt. */
  appendCleared({ feed, body }: ClearedEvent, salt: string, at: number): void {
    const { database, salts } = this.#parts;
    const last = this.latest(feed);
    const seq = last.seq + 1;
    const { chain, bytes } = this.#link.next(last.chain, body);
    database.run(
      "INSERT INTO events (feed, seq, chain, salt, body, at) VALUES (?, ?, ?, ?, ?, ?)",
      feed,
      seq,
      chain,
      salt,
      salts.seal(salt, place(feed, seq), bytes),
      at,
    );
    this.#remember({ feed, seq, chain });
    if (this.#changed.size === 0) database.afterCommit(() => this.#tell());
    this.#changed.add(feed);
  }

  latest(feed: string): Cursor {
    if (this.#changed.size === 0) this.#forgetEndsOfOthers();
    const known = this.#ends.get(feed);
    if (known !== undefined) return known;
    const last = this.#parts.database.get(
      "SELECT seq, chain FROM events WHERE feed = ? ORDER BY seq DESC LIMIT 1",
      feed,
    );
    const end = last === undefined ? this.start(feed) : { feed, ...placeOf(last) };
    this.#remember(end);
    return end;
  }

  /** The place before the first event that is kept. */
  start(feed: string): Cursor {
    const { database, hash } = this.#parts;
    const pruned = database.get("SELECT seq, chain FROM pruned WHERE feed = ?", feed);
    if (pruned !== undefined) return { feed, ...placeOf(pruned) };
    return { feed, seq: 0, chain: chainStart(hash, this.epoch, feed) };
  }

  /** What comes after the reader's place, or why that place is none and where to begin instead. */
  read(cursor: Cursor, epoch: Uint8Array | undefined, eventsMax: number): FeedReading {
    const reason = this.#whyReset(cursor, epoch);
    if (reason === undefined) return { kind: "replay", ...this.#after(cursor, eventsMax) };
    const start = this.start(cursor.feed);
    const { seq, chain } = start;
    return { kind: "reset", reason, seq, chain, ...this.#after(start, eventsMax) };
  }

  onEvent(listener: (feed: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  placeAt(feed: string, seq: number): Cursor | undefined {
    const chain = this.#chainAt({ feed, seq });
    return chain && { feed, seq, chain };
  }

  /** What the inbox tells of one run, up to a place of it. */
  inboxOf(salt: string, upTo: number): StoredEvent[] {
    const sql = `SELECT seq, chain, salt, body FROM events
      WHERE feed = 'inbox' AND salt = ? AND seq <= ? ORDER BY seq`;
    return this.#parts.database.all(sql, salt, upTo).map((row) => this.#opened(inboxFeed, row));
  }

  /** Opens events and follows their chains, from the first of each feed; a feed with a fault counts once. */
  check(eventsMax: number): { readonly checked: number; readonly faults: readonly string[] } {
    const faults = new Map<string, string>();
    let checked = 0;
    let last: Cursor | undefined;
    const sql = "SELECT * FROM events ORDER BY feed, seq LIMIT ?";
    for (const row of this.#parts.database.each(sql, eventsMax)) {
      const feed = textOf(row, "feed");
      const before = last?.feed === feed ? last : this.start(feed);
      last = { feed, ...placeOf(row) };
      checked++;
      if (!faults.has(feed) && !this.#follows(before, last, row)) {
        faults.set(feed, `feed ${feed}: event ${last.seq} is not what was written`);
      }
    }
    return { checked, faults: [...faults.values()] };
  }

  #follows(before: Cursor, here: Cursor, row: Row): boolean {
    try {
      const { body } = this.#opened(here.feed, row);
      const chain = chainNext(this.#parts.hash, before.chain, Buffer.from(body));
      return here.seq === before.seq + 1 && equalBytes(chain, here.chain);
    } catch (failure) {
      if (failure instanceof UnsealFailure) return false;
      throw failure;
    }
  }

  /** Nobody else appends, but for a program that was thought to be dead; then its end counts. */
  #forgetEndsOfOthers(): void {
    const version = this.#parts.database.othersVersion();
    if (version !== this.#othersVersion) this.#ends.clear();
    this.#othersVersion = version;
  }

  #remember(end: Cursor): void {
    if (this.#ends.size >= endsMax) this.#ends.clear();
    this.#ends.set(end.feed, end);
  }

  #tell(): void {
    const changed = [...this.#changed];
    this.#changed.clear();
    for (const feed of changed) {
      for (const listener of this.#listeners) listener(feed);
    }
  }

  #whyReset(cursor: Cursor, epoch: Uint8Array | undefined): ResetReason | undefined {
    if (cursor.seq === 0 && isAllZero(cursor.chain)) return "new";
    if (epoch !== undefined && !equalBytes(epoch, this.epoch)) return "epoch";
    const start = this.start(cursor.feed);
    if (cursor.seq < start.seq) return "pruned";
    const chain = cursor.seq === start.seq ? start.chain : this.#chainAt(cursor);
    if (chain === undefined) return "ahead";
    return equalBytes(chain, cursor.chain) ? undefined : "changed";
  }

  #chainAt({ feed, seq }: Pick<Cursor, "feed" | "seq">): Uint8Array | undefined {
    const sql = "SELECT chain FROM events WHERE feed = ? AND seq = ?";
    const row = this.#parts.database.get(sql, feed, seq);
    return row && bytesOf(row, "chain");
  }

  #after({ feed, seq }: Cursor, eventsMax: number): ReadEvents {
    const sql =
      "SELECT seq, chain, salt, body FROM events WHERE feed = ? AND seq > ? ORDER BY seq LIMIT ?";
    const events: StoredEvent[] = [];
    let bytes = 0;
    // One more than is wanted says whether there are more.
    for (const row of this.#parts.database.each(sql, feed, seq, eventsMax + 1)) {
      bytes += bytesOf(row, "body").length;
      const isTooLong = events.length > 0 && bytes > readBytesMax;
      if (isTooLong || events.length === eventsMax) return { events, isAll: false };
      events.push(this.#opened(feed, row));
    }
    return { events, isAll: true };
  }

  #opened(feed: string, row: Row): StoredEvent {
    const { seq, chain } = placeOf(row);
    const salt = textOf(row, "salt");
    const body = fromUtf8(this.#parts.salts.open(salt, place(feed, seq), bytesOf(row, "body")));
    // It was when it was sealed, and nobody else can have sealed it.
    assertCleared(body);
    return { seq, body, chain };
  }
}

/** An event that no phone can read would stop every phone at this place of the feed for good. */
function requireReadable({ feed, body }: ClearedEvent): void {
  const message = clearMessage({ t: "event", feed, seq: Number.MAX_SAFE_INTEGER, body });
  const readable =
    message.length <= chunkedToPhoneBytesMax &&
    decodeAgentMessage(message) !== undefined &&
    decodeEvent(body) !== undefined;
  if (!readable) throw new ProtocolFailure("MESSAGE", "expected an event that a phone can read");
}

/** What the inbox tells of a run is the run's as well: it is to be forgotten with it. */
function runOf(feed: string, event: AgentEvent): string | undefined {
  if (feed !== inboxFeed) return feed;
  if ("ask" in event) return saltOfRun(event.ask.run);
  return "run" in event ? saltOfRun(event.run) : undefined;
}

function placeOf(row: Row): { readonly seq: number; readonly chain: Uint8Array } {
  return { seq: numberOf(row, "seq"), chain: bytesOf(row, "chain") };
}

/** Sealed to where it stands: a row moved elsewhere does not open. */
function place(feed: string, seq: number): string {
  return `events 1 ${feed} ${seq}`;
}
