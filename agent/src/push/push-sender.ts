// Sends one phone one message: clears it, seals it to the phone's browser and posts it. A subscription that the browser
// has given up is forgotten.

import type { Clock } from "../platform/clock.ts";
import { type Teller, clearPush } from "../egress/clear-push.ts";
import type { Store } from "../store/store.ts";
import type { Subscription } from "../store/subscription-table.ts";
import { type PushResult, postPush } from "./post-push.ts";
import type { Push } from "./push-lane.ts";
import { pushPlaceOf } from "./push-place.ts";
import { sealPush } from "./seal-push.ts";
import { vapidAuthorization } from "./vapid-token.ts";

export interface PushSenderOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly teller: Teller;
  /** Where push services find out who sends; they take https alone. */
  readonly contact: string | undefined;
  /** Hosts that may be posted to besides those that are known; asked anew each time. */
  readonly ownHosts: () => readonly string[];
  /** For the log. */
  readonly sent: (device: Uint8Array, result: PushResult) => void;
}

export class PushSender {
  readonly #options: PushSenderOptions;

  constructor(options: PushSenderOptions) {
    this.#options = options;
  }

  /** Whether it may be posted to at all. */
  isPlace(endpoint: string): boolean {
    return pushPlaceOf(endpoint, this.#options.ownHosts()) !== undefined;
  }

  async send(device: Uint8Array, subscription: Subscription, push: Push): Promise<PushResult> {
    const { store, sent } = this.#options;
    const result = await this.#post(subscription, push);
    if (!store.database.isOpen) return result;
    if (result === "gone") this.#forget(device, subscription);
    sent(device, result);
    return result;
  }

  async #post(subscription: Subscription, push: Push): Promise<PushResult> {
    const { notice, topic, notAfter } = push;
    const { clock, teller, contact, ownHosts } = this.#options;
    const { endpoint, vapid } = subscription;
    // The list may be another than when it was subscribed.
    const place = pushPlaceOf(endpoint, ownHosts());
    if (place === undefined) return "refused";
    const now = clock.now();
    return postPush(place, {
      authorization: vapidAuthorization(vapid, place.url, contact, now),
      sealed: sealPush(clearPush(notice, teller), subscription),
      secondsKept: Math.max(0, Math.ceil((notAfter - now) / 1_000)),
      topic,
    });
  }

  /** Unless the phone has subscribed anew meanwhile. */
  #forget(device: Uint8Array, { endpoint }: Subscription): void {
    const { subscriptions } = this.#options.store;
    if (subscriptions.of(device)?.endpoint === endpoint) subscriptions.forget(device);
  }
}
