// Tells phones whose app is closed that something waits for them or has ended, from what stands in the inbox. It reads
// there like a phone does, beside everything else: nothing waits for it, and what it cannot send is lost.

import { type AgentEvent, type Cursor, inboxFeed, toBase64url } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { authorise } from "../policy/authorise.ts";
import { readOn } from "../store/read-on.ts";
import type { Store } from "../store/store.ts";
import type { Subscription } from "../store/subscription-table.ts";
import type { Eyes } from "./eyes.ts";
import { type Matter, type Push, PushLane } from "./push-lane.ts";
import type { PushSender } from "./push-sender.ts";

export interface NotifierOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly eyes: Eyes;
  readonly sender: Pick<PushSender, "send">;
}

type Kind = "approvals" | "questions" | "endings";
const kindOf = {
  approval: "approvals",
  question: "questions",
  done: "endings",
  failed: "endings",
} as const satisfies Record<Matter["kind"], Kind>;

interface Line {
  readonly device: Uint8Array;
  readonly lane: PushLane;
  cancelTimer(): void;
}

const endingLifetimeMs = 60 * 60_000;
/** A phone that changes its network, or takes new keys, is back by then. */
const leftForMs = 3_000;
/** Between one try and the next; then it is given up. */
const triesAfterMs = [5_000, 30_000, 120_000];

export class Notifier {
  readonly #options: NotifierOptions;
  readonly #lines = new Map<string, Line>();
  #cursor: Cursor;
  #isReading = false;

  constructor(options: NotifierOptions) {
    this.#options = options;
    this.#cursor = options.store.events.latest(inboxFeed);
  }

  /** What happened before is no news. */
  start(): void {
    const { store, eyes } = this.#options;
    store.events.onEvent((feed) => {
      if (feed === inboxFeed) this.#readSoon();
    });
    eyes.onChange((device) => this.#looked(device));
  }

  /** Not within what has told of the event, which must not fail with us. */
  #readSoon(): void {
    if (this.#isReading) return;
    this.#isReading = true;
    this.#options.clock.after(0, () => {
      this.#isReading = false;
      if (this.#options.store.database.isOpen) this.#readOn();
    });
  }

  #readOn(): void {
    const { events } = this.#options.store;
    this.#cursor = readOn(events, this.#cursor, (event) => this.#take(event));
  }

  #take(event: AgentEvent): void {
    switch (event.t) {
      case "approval.asked": {
        const { approval, run, notAfter } = event.ask;
        return this.#due({ kind: "approval", ...named(approval, run), notAfter });
      }
      case "question.asked": {
        const { question, run, notAfter } = event.ask;
        return this.#due({ kind: "question", ...named(question, run), notAfter });
      }
      case "run.state": {
        const { run, state, at } = event;
        if (state !== "done" && state !== "failed") return this.#over(run);
        return this.#due({ kind: state, ...named(run, run), notAfter: at + endingLifetimeMs });
      }
      case "approval.resolved":
        return this.#over(event.approval);
      case "question.resolved":
        return this.#over(event.question);
      default:
        return;
    }
  }

  #due(matter: Matter): void {
    const { subscriptions } = this.#options.store;
    for (const { device, subscription } of subscriptions.all()) {
      if (!this.#isFor(device, subscription, matter)) continue;
      const line = this.#lineOf(device, kindOf[matter.kind]);
      line.lane.due(matter);
      this.#schedule(line);
    }
  }

  /** Nobody is told of what they cannot answer. */
  #isFor(device: Uint8Array, subscription: Subscription, { kind }: Matter): boolean {
    const rights = this.#options.store.devices.byId(device);
    if (rights === undefined || !subscription[kindOf[kind]]) return false;
    // Who may only say no is told as well: without an answer it would be one, but later.
    if (kind === "approval") return authorise(rights, { t: "approval.answer", decision: "deny" });
    return kind !== "question" || authorise(rights, { t: "question.answer" });
  }

  #over(id: Uint8Array): void {
    for (const line of this.#lines.values()) {
      line.lane.over(toBase64url(id));
      this.#schedule(line);
    }
  }

  #looked(device: Uint8Array): void {
    for (const line of this.#lines.values()) {
      if (toBase64url(line.device) !== toBase64url(device)) continue;
      if (this.#options.eyes.isOn(device)) line.lane.seen();
      this.#schedule(line, leftForMs);
    }
  }

  #lineOf(device: Uint8Array, kind: Kind): Line {
    const name = `${toBase64url(device)} ${kind}`;
    const known = this.#lines.get(name);
    if (known !== undefined) return known;
    const line: Line = { device, lane: new PushLane(), cancelTimer: () => undefined };
    this.#lines.set(name, line);
    return line;
  }

  #schedule(line: Line, atLeastMs = 0): void {
    const { clock, eyes } = this.#options;
    line.cancelTimer();
    const readyIn = line.lane.readyIn(clock.elapsed(), clock.now());
    if (readyIn === undefined || eyes.isOn(line.device)) return;
    line.cancelTimer = clock.after(Math.max(readyIn, atLeastMs), () => this.#sendNext(line));
  }

  #sendNext(line: Line): void {
    const { clock, store } = this.#options;
    if (!store.database.isOpen) return;
    const push = line.lane.take(clock.elapsed(), clock.now());
    if (push !== undefined) this.#send(line, push);
    this.#schedule(line);
  }

  #send(line: Line, push: Push, tries = 0): void {
    const { store, sender, clock, eyes } = this.#options;
    const subscription = store.subscriptions.of(line.device);
    if (subscription === undefined) return;
    void sender.send(line.device, subscription, push).then((result) => {
      const afterMs = triesAfterMs[tries];
      if (result !== "unreachable" || afterMs === undefined) return;
      clock.after(afterMs, () => {
        if (!store.database.isOpen || eyes.isOn(line.device)) return;
        if (line.lane.isOpen(push, clock.now())) this.#send(line, push, tries + 1);
      });
    });
  }
}

function named(id: Uint8Array, run: Uint8Array): Pick<Matter, "id" | "run"> {
  return { id: toBase64url(id), run: toBase64url(run) };
}
