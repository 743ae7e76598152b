// Notifications of this phone: whether it has any, and that each of its machines knows where to send them. Machines are
// told anew in each session, since a browser may have ended its subscription without a word.

import { type ReadonlySignal, computed, effect, signal } from "@preact/signals";
import { type QueryAnswer, fromBase64url } from "@longrein/protocol";
import { language } from "../first-load/language.ts";
import type { Fleet } from "../first-load/phone-store.ts";
import type { PhoneState } from "../state/app-state.ts";
import type { Key } from "../state/identifiers.ts";
import { machineNames } from "../state/machine-names.ts";
import type { QueryBody } from "../state/phone-port.ts";
import { translateNew } from "../words/book.ts";
import { closeNotifications, offered, subscribed, unsubscribe } from "./browser.ts";
import { leaveWords, takeWordsAway } from "./leave-words.ts";
import { makeSenderKey } from "./make-key.ts";
import { type Kinds, type Wanted, keepWanted, readWanted } from "./wanted.ts";

export type Standing =
  | { readonly kind: "off" | "unsupported" | "home-screen" | "denied" | "failed" }
  | { readonly kind: "on"; readonly kinds: Kinds };

/** What became of a message that a machine was asked to send. */
export type Tried = "away" | "too-old" | "busy" | "off" | Sent;
type Sent = NonNullable<Extract<QueryAnswer, { t: "push" }>["sent"]>;

export class Notifications {
  readonly #fleet: Fleet;
  readonly #standing = signal<Standing>({ kind: "off" });
  #wanted = readWanted();
  /** The session in which each machine was told. */
  readonly #told = new Map<Key, object>();

  constructor(fleet: Fleet) {
    this.#fleet = fleet;
  }

  get standing(): ReadonlySignal<Standing> {
    return this.#standing;
  }

  start(): void {
    this.look();
    const { state: fleetState } = this.#fleet;
    const names = computed(() => JSON.stringify([...machineNames(fleetState.value.machines)]));
    effect(() => {
      const spoken = [names.value, language.value];
      if (this.#standing.value.kind !== "on" || spoken.length === 0) return;
      const machines = machineNames(fleetState.peek().machines);
      void translateNew().then(() => leaveWords(machines));
    });
    effect(() => {
      const { app, machines } = fleetState.value;
      if (this.#standing.value.kind !== "on") return;
      for (const [key, state] of machines) this.#tellOnce(key, state);
      if (app === "here") this.#dropStrangers([...machines.keys()]);
    });
    document.addEventListener("visibilitychange", () => this.#looked(!document.hidden));
    navigator.serviceWorker?.addEventListener("message", ({ data }: MessageEvent<unknown>) => {
      const to = typeof data === "object" && data !== null && "open" in data ? data.open : "";
      if (typeof to === "string" && to.startsWith("#/")) location.hash = to;
    });
    this.#looked(!document.hidden);
  }

  /** What the browser says may have changed in its own settings. */
  look(): void {
    const offer = offered();
    if (offer === "unsupported" || offer === "home-screen" || offer === "denied") {
      this.#standing.value = { kind: offer };
    } else if (this.#wanted === undefined || offer === "not-asked") {
      this.#standing.value = { kind: "off" };
    } else this.#isOn(this.#wanted);
  }

  /** Within a tap: browsers ask at no other time. */
  async turnOn(): Promise<void> {
    await Notification.requestPermission();
    if (offered() !== "allowed") return this.look();
    try {
      const all = { approvals: true, questions: true, endings: true };
      const wanted = { ...all, ...(await makeSenderKey()), told: [] };
      await subscribed(wanted);
      this.#want(wanted);
    } catch {
      this.#standing.value = { kind: "failed" };
    }
  }

  async turnOff(): Promise<void> {
    this.#want(undefined);
    const asked = [...this.#fleet.state.peek().machines.keys()].map((key) =>
      this.#ask(key, { t: "push.unsubscribe" }),
    );
    await Promise.allSettled([unsubscribe(), takeWordsAway(), ...asked]);
  }

  choose(kinds: Partial<Kinds>): void {
    if (this.#wanted !== undefined) this.#want({ ...this.#wanted, ...kinds });
  }

  async try(key: Key): Promise<Tried> {
    const state = this.#fleet.state.peek().machines.get(key);
    if (state === undefined || sessionOf(state) === undefined) return "away";
    if (state.setup?.pushes !== true) return "too-old";
    await this.#tell(key);
    const answer = await this.#ask(key, { t: "push.test" });
    if (answer === undefined) return "away";
    if (answer.t === "push" && answer.sent !== undefined) return answer.sent;
    return answer.t === "unanswered" && answer.code === "BUSY" ? "busy" : "off";
  }

  #want(wanted: Wanted | undefined): void {
    this.#wanted = wanted;
    this.#told.clear();
    keepWanted(wanted);
    if (wanted === undefined) this.#standing.value = { kind: "off" };
    else this.#isOn(wanted);
  }

  #isOn({ approvals, questions, endings }: Wanted): void {
    this.#standing.value = { kind: "on", kinds: { approvals, questions, endings } };
  }

  #tellOnce(key: Key, state: PhoneState): void {
    const session = sessionOf(state);
    if (session === undefined || state.setup?.pushes !== true) return;
    if (this.#told.get(key) === session) return;
    this.#told.set(key, session);
    // It is tried again in the next session.
    this.#tell(key).catch(() => undefined);
  }

  async #tell(key: Key): Promise<void> {
    const wanted = this.#wanted;
    if (wanted === undefined) return;
    const subscription = await subscribed(wanted);
    const { approvals, questions, endings } = wanted;
    const answer = await this.#ask(key, {
      t: "push.subscribe",
      endpoint: subscription.endpoint,
      p256dh: keyOf(subscription, "p256dh"),
      auth: keyOf(subscription, "auth"),
      vapid: fromBase64url(wanted.secret) ?? new Uint8Array(0),
      approvals,
      questions,
      endings,
    });
    if (answer?.t !== "push" || this.#wanted === undefined) return;
    const told = new Set(this.#wanted.told).add(key);
    this.#wanted = { ...this.#wanted, told: [...told] };
    keepWanted(this.#wanted);
  }

  /** A machine that is forgotten here keeps what it was told: that must be of no more use to it. */
  #dropStrangers(known: readonly Key[]): void {
    const wanted = this.#wanted;
    if (wanted === undefined || wanted.told.every((key) => known.includes(key))) return;
    this.#wanted = undefined;
    void makeSenderKey().then((key) => this.#want({ ...wanted, ...key, told: [] }));
  }

  #looked(seen: boolean): void {
    if (this.#wanted === undefined) return;
    if (seen) closeNotifications().catch(() => undefined);
    for (const [key, state] of this.#fleet.state.peek().machines) {
      if (state.setup?.pushes === true) void this.#ask(key, { t: "push.seen", seen });
    }
  }

  #ask(key: Key, query: QueryBody): Promise<QueryAnswer | undefined> {
    return this.#fleet.of(key).port.ask(query);
  }
}

/** Another object with each greeting of the machine; undefined while there is no link. */
function sessionOf({ link, machine }: PhoneState): object | undefined {
  return link.kind === "ready" ? machine?.audit : undefined;
}

function keyOf(subscription: PushSubscription, name: PushEncryptionKeyName): Uint8Array {
  return new Uint8Array(subscription.getKey(name) ?? []);
}
