// Where and how phones are told something while their app is closed. Sealed whole: with it anybody could show
// something on that phone.

import { fromUtf8, utf8 } from "@longrein/protocol";
import { pushEndpointBytesMax } from "@longrein/protocol/limits";
import { type ShapeOf, bytes, flag, object, text } from "@longrein/protocol/shape";
import { Sealer } from "../platform/sealing.ts";
import { type Database, type Row, bytesOf } from "./database.ts";

const shape = object({
  endpoint: text(pushEndpointBytesMax),
  p256dh: bytes(65),
  auth: bytes(16),
  vapid: bytes(32),
  approvals: flag,
  questions: flag,
  endings: flag,
});

export type Subscription = ShapeOf<typeof shape>;

export interface Subscriber {
  readonly device: Uint8Array;
  readonly subscription: Subscription;
}

export class SubscriptionTable {
  readonly #database: Database;
  readonly #sealer: Sealer;

  constructor(database: Database, master: Uint8Array) {
    this.#database = database;
    this.#sealer = new Sealer(master, database.constant("push salt", 32));
  }

  of(device: Uint8Array): Subscription | undefined {
    const sql = "SELECT * FROM push_subscriptions WHERE device = ?";
    const row = this.#database.get(sql, device);
    return row && this.#opened(row).subscription;
  }

  all(): Subscriber[] {
    return this.#database.all("SELECT * FROM push_subscriptions").map((row) => this.#opened(row));
  }

  /** In place of the one before. */
  keep(device: Uint8Array, subscription: Subscription): void {
    const sealed = this.#sealer.seal(
      place(device),
      utf8(JSON.stringify(shape.plain(subscription))),
    );
    const sql = `INSERT INTO push_subscriptions (device, subscription) VALUES (?, ?)
      ON CONFLICT (device) DO UPDATE SET subscription = excluded.subscription`;
    this.#database.run(sql, device, sealed);
  }

  /** False if there was none. */
  forget(device: Uint8Array): boolean {
    return this.#database.run("DELETE FROM push_subscriptions WHERE device = ?", device) === 1;
  }

  #opened(row: Row): Subscriber {
    const device = bytesOf(row, "device");
    const opened = this.#sealer.open(place(device), bytesOf(row, "subscription"));
    const plain: unknown = JSON.parse(fromUtf8(opened));
    return { device, subscription: shape.parse(plain, "subscription") };
  }
}

function place(device: Uint8Array): string {
  return `push_subscriptions 1 ${Buffer.from(device).toString("hex")}`;
}
