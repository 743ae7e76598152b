// Brings one phone up to date with the feeds it follows, and keeps it there. Pulls from the store at the pace of
// the channel's credit, one batch of one feed at a time: however slow the phone is, and however often it changes
// its mind about what it follows, no more than one batch waits for it.

import type { Cursor } from "@longrein/protocol";
import { coalesceMs } from "@longrein/protocol/limits";
import { type Outgoing, clearMessage } from "../egress/clear-message.ts";
import type { Cleared, Exit } from "../egress/cleared.ts";
import type { LinkClock } from "../link/relay-link.ts";

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
        readonly reason: "new" | "pruned" | "epoch" | "ahead" | "changed";
        readonly seq: number;
        readonly chain: Uint8Array;
      }
  );

export interface FeedSource {
  readFeed(cursor: Cursor, epoch: Uint8Array | undefined, eventsMax: number): FeedReading;
  /** Calls back after each commit that added to a feed; returns how to stop. */
  onEvent(listener: (feed: string) => void): () => void;
}

/** Events read at a time, and fewer if they are long, so that other feeds get their turn. Short ones fill two frames. */
const batchEvents = 256;

/** Where the phone stands in one feed. */
interface Place {
  cursor: Cursor;
  epoch: Uint8Array | undefined;
  /** There may be something to send. */
  isDue: boolean;
  /** Undefined while nothing is being gathered. */
  cancelTimer: (() => void) | undefined;
}

export class FeedPump {
  readonly #source: FeedSource;
  readonly #channel: Exit;
  readonly #clock: LinkClock;
  readonly #isUrgent: (feed: string) => boolean;
  /** In the order in which they get their turn. */
  readonly #places = new Map<string, Place>();
  #stopped = false;
  #wakeUp: () => void = () => undefined;

  constructor(
    source: FeedSource,
    channel: Exit,
    clock: LinkClock,
    /** What somebody waits for goes first and at once; what merely streams is gathered a little. */
    isUrgent: (feed: string) => boolean,
  ) {
    this.#source = source;
    this.#channel = channel;
    this.#clock = clock;
    this.#isUrgent = isUrgent;
  }

  /** How many feeds it brings. */
  get size(): number {
    return this.#places.size;
  }

  follows(feed: string): boolean {
    return this.#places.has(feed);
  }

  /** From this place on, wherever it was in that feed before. */
  follow(cursor: Cursor, epoch: Uint8Array | undefined): void {
    this.unfollow(cursor.feed);
    this.#places.set(cursor.feed, { cursor, epoch, isDue: true, cancelTimer: undefined });
    this.#wakeUp();
  }

  unfollow(feed: string): void {
    this.#places.get(feed)?.cancelTimer?.();
    this.#places.delete(feed);
  }

  /** Ends when stopped or when the channel ends; rejects when a feed cannot be read. */
  async run(): Promise<void> {
    const unsubscribe = this.#source.onEvent((feed) => this.#changed(feed));
    try {
      while (!this.#stopped && !this.#channel.ended) {
        const woken = new Promise<void>((resolve) => (this.#wakeUp = resolve));
        const place = this.#nextDue();
        await (place === undefined ? woken : this.#advance(place));
      }
    } catch (failure) {
      // A channel that ended in mid-send is no failure: the phone will come back with its cursor.
      if (!this.#channel.ended) throw failure;
    } finally {
      unsubscribe();
    }
  }

  stop(): void {
    this.#stopped = true;
    for (const feed of this.#places.keys()) this.unfollow(feed);
    this.#wakeUp();
  }

  #changed(feed: string): void {
    const place = this.#places.get(feed);
    if (place === undefined || place.isDue || place.cancelTimer !== undefined) return;
    if (this.#isUrgent(feed)) return this.#makeDue(place);
    place.cancelTimer = this.#clock.after(coalesceMs, () => this.#makeDue(place));
  }

  #makeDue(place: Place): void {
    place.cancelTimer = undefined;
    place.isDue = true;
    this.#wakeUp();
  }

  #nextDue(): Place | undefined {
    const due = [...this.#places.values()].filter(({ isDue }) => isDue);
    const next = due.find(({ cursor }) => this.#isUrgent(cursor.feed)) ?? due[0];
    if (next === undefined) return undefined;
    // Whoever had a turn is last in the row.
    this.#places.delete(next.cursor.feed);
    this.#places.set(next.cursor.feed, next);
    return next;
  }

  /** One batch; with the last, in the same frame, the word that this was all. */
  async #advance(place: Place): Promise<void> {
    // Before it is read: what comes meanwhile makes it due anew.
    place.isDue = false;
    await Promise.all(this.#sendBatch(place));
  }

  #sendBatch(place: Place): Promise<void>[] {
    const reading = this.#source.readFeed(place.cursor, place.epoch, batchEvents);
    const { feed } = place.cursor;
    const sending: Promise<void>[] = [];
    if (reading.kind === "reset") {
      const { reason, seq, chain } = reading;
      place.cursor = { feed, seq, chain };
      // What the cursor is compared with from now on is the present history.
      place.epoch = undefined;
      sending.push(this.#send({ t: "reset", feed, reason, seq, chain }));
    }
    for (const { seq, body, chain } of reading.events) {
      place.cursor = { feed, seq, chain };
      sending.push(this.#send({ t: "event", feed, seq, body }));
    }
    if (reading.isAll) sending.push(this.#send({ t: "current", ...place.cursor }));
    else place.isDue = true;
    return sending;
  }

  #send(message: Outgoing): Promise<void> {
    return this.#channel.send(clearMessage(message));
  }
}
