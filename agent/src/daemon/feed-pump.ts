// Brings one phone up to date with one feed and keeps it there. Pulls from the store at the pace of the
// channel's credit, so that a slow phone costs no memory: it merely falls behind and catches up.

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

export type FeedReading =
  | { readonly kind: "replay"; readonly events: readonly StoredEvent[] }
  | {
      readonly kind: "reset";
      readonly reason: "new" | "pruned" | "epoch" | "ahead" | "changed";
      readonly seq: number;
      readonly chain: Uint8Array;
      readonly events: readonly StoredEvent[];
    };

export interface FeedSource {
  readFeed(cursor: Cursor, epoch: Uint8Array | undefined, eventsMax: number): FeedReading;
  /** Calls back after each commit that added to a feed; returns how to stop. */
  onEvent(listener: (feed: string) => void): () => void;
}

/** Events read at a time, and fewer if they are long, so that other feeds get their turn. */
const batchEvents = 64;

export class FeedPump {
  readonly #source: FeedSource;
  readonly #channel: Exit;
  readonly #clock: LinkClock;
  readonly #coalesceMs: number;
  #cursor: Cursor;
  #epoch: Uint8Array | undefined;
  #stopped = false;
  #wakeUp: () => void = () => undefined;

  constructor(
    source: FeedSource,
    channel: Exit,
    clock: LinkClock,
    start: { readonly cursor: Cursor; readonly epoch: Uint8Array | undefined },
    /** What somebody waits for goes at once; what merely streams is gathered a little. */
    urgent: boolean,
  ) {
    this.#source = source;
    this.#channel = channel;
    this.#clock = clock;
    this.#cursor = start.cursor;
    this.#epoch = start.epoch;
    this.#coalesceMs = urgent ? 0 : coalesceMs;
  }

  /** Ends when stopped or when the channel ends; rejects when the feed cannot be read. */
  async run(): Promise<void> {
    const { feed } = this.#cursor;
    const unsubscribe = this.#source.onEvent((changed) => changed === feed && this.#wakeUp());
    try {
      while (!this.#stopped && !this.#channel.ended) {
        const woken = new Promise<void>((resolve) => (this.#wakeUp = resolve));
        const sent = await this.#sendBatch();
        if (sent > 0) continue;
        await this.#sendCurrent();
        await woken;
        await this.#pause();
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
    this.#wakeUp();
  }

  async #sendBatch(): Promise<number> {
    const reading = this.#source.readFeed(this.#cursor, this.#epoch, batchEvents);
    const { feed } = this.#cursor;
    const sending: Promise<void>[] = [];
    if (reading.kind === "reset") {
      const { reason, seq, chain } = reading;
      this.#cursor = { feed, seq, chain };
      // What the cursor is compared with from now on is the present history.
      this.#epoch = undefined;
      sending.push(this.#send({ t: "reset", feed, reason, seq, chain }));
    }
    for (const { seq, body, chain } of reading.events) {
      this.#cursor = { feed, seq, chain };
      sending.push(this.#send({ t: "event", feed, seq, body }));
    }
    await Promise.all(sending);
    return sending.length;
  }

  async #sendCurrent(): Promise<void> {
    await this.#send({ t: "current", ...this.#cursor });
  }

  #send(message: Outgoing): Promise<void> {
    return this.#channel.send(clearMessage(message));
  }

  #pause(): Promise<void> {
    if (this.#coalesceMs === 0 || this.#stopped) return Promise.resolve();
    return new Promise((resolve) => this.#clock.after(this.#coalesceMs, resolve));
  }
}
