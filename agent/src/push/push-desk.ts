// What a phone says about being told something while its app is closed, each for itself alone.

import { type OutcomeCode, type Query, type QueryAnswer, toBase64url } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import type { Store } from "../store/store.ts";
import type { Eyes } from "./eyes.ts";
import type { PushSender } from "./push-sender.ts";
import { canSealFor } from "./seal-push.ts";

export type PushQuery = Extract<Query, { t: `push.${string}` }>;
type Subscribing = Extract<PushQuery, { t: "push.subscribe" }>;
type Said = Extract<QueryAnswer, { t: "push" }>;

export interface PushDeskOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly eyes: Eyes;
  readonly sender: PushSender;
}

const changesMax = 10;
const changesWithinMs = 60 * 60_000;
const testEveryMs = 10_000;
const testLifetimeMs = 60_000;

export class PushDesk {
  readonly #options: PushDeskOptions;
  /** When each phone was last sent one that it asked for. */
  readonly #tested = new Map<string, number>();
  /** When each phone last named another address: each is told in the log, which is kept for good. */
  readonly #changes = new Map<string, readonly number[]>();

  constructor(options: PushDeskOptions) {
    this.#options = options;
  }

  async answer(device: Uint8Array, query: PushQuery): Promise<Said | OutcomeCode> {
    const { id } = query;
    switch (query.t) {
      case "push.subscribe":
        return this.#subscribe(device, query) ?? { t: "push", id, on: true };
      case "push.unsubscribe":
        this.#unsubscribe(device);
        return { t: "push", id, on: false };
      case "push.seen":
        this.#options.eyes.say(device, query.seen);
        return { t: "push", id, on: this.#isOn(device) };
      case "push.test":
        return this.#test(device, id);
    }
  }

  #isOn(device: Uint8Array): boolean {
    return this.#options.store.subscriptions.of(device) !== undefined;
  }

  /** The log names the service, and not the address by which it knows the phone. */
  #subscribe(device: Uint8Array, { t: _t, id: _id, ...given }: Subscribing) {
    const { store, sender, clock } = this.#options;
    if (!sender.isPlace(given.endpoint) || !canSealFor(given, given.vapid)) return "INVALID";
    const [name, now] = [toBase64url(device), clock.elapsed()];
    const recent = (this.#changes.get(name) ?? []).filter((at) => at > now - changesWithinMs);
    const isNew = store.subscriptions.of(device)?.endpoint !== given.endpoint;
    if (isNew && recent.length >= changesMax) return "BUSY";
    store.database.transaction(() => {
      store.subscriptions.keep(device, given);
      if (!isNew) return;
      this.#changes.set(name, [...recent, now]);
      const service = new URL(given.endpoint).host;
      const entry = { what: "push.subscribed" as const, service, device: name };
      store.audit.append(entry, clock.now());
    });
    return undefined;
  }

  #unsubscribe(device: Uint8Array): void {
    const { store, clock } = this.#options;
    store.database.transaction(() => {
      if (!store.subscriptions.forget(device)) return;
      const entry = { what: "push.unsubscribed" as const, device: toBase64url(device) };
      store.audit.append(entry, clock.now());
    });
  }

  async #test(device: Uint8Array, id: Uint8Array): Promise<Said | OutcomeCode> {
    const { store, clock, sender } = this.#options;
    const subscription = store.subscriptions.of(device);
    if (subscription === undefined) return "NOT_FOUND";
    const name = toBase64url(device);
    const before = this.#tested.get(name);
    if (before !== undefined && clock.elapsed() < before + testEveryMs) return "BUSY";
    this.#tested.set(name, clock.elapsed());
    const notice = { kind: "test" } as const;
    const push = { notice, topic: "test", notAfter: clock.now() + testLifetimeMs };
    const sent = await sender.send(device, subscription, push);
    return { t: "push", id, on: this.#isOn(device), sent };
  }
}
