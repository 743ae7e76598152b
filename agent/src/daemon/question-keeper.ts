// Pending questions of coding agents: shown in the inbox, answered once, expired by the clock, withdrawn with
// whoever asked. An answer goes to the coding agent and is kept nowhere: it may be a secret.

import {
  type OutcomeCode,
  type Question,
  type QuestionAnswer,
  inboxFeed,
  toBase64url,
} from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { whenDue } from "../platform/deadline.ts";
import { cutText } from "../runs/cut-text.ts";
import type { QuestionParts } from "../runs/driver.ts";
import { answers, fitQuestion } from "../runs/fit-question.ts";
import type { QuestionOutcome } from "../store/question-table.ts";
import { saltOfRun as feedOfRun } from "../store/run-salts.ts";
import type { Store } from "../store/store.ts";
import { deviceNamed } from "./device-named.ts";
import { type Who, auditNameOf } from "./who.ts";

const fromBytesMax = 256;
/** Questions one run may have pending, as with approvals. */
const pendingPerRunMax = 16;

export interface QuestionKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  randomBytes(length: number): Uint8Array;
  lifetimeMs(): number;
}

interface Waiting {
  readonly run: Uint8Array;
  readonly parts: QuestionParts;
  answered(answer: QuestionAnswer | undefined): void;
  cancelTimer(): void;
}

export class QuestionKeeper {
  readonly #options: QuestionKeeperOptions;
  readonly #waiting = new Map<string, Waiting>();

  constructor(options: QuestionKeeperOptions) {
    this.#options = options;
  }

  /** Undefined if it cannot be asked; else resolves with the answer, or undefined if there is none. */
  ask(
    run: Uint8Array,
    parts: QuestionParts,
    from: string | undefined,
    signal: AbortSignal,
  ): Promise<QuestionAnswer | undefined> | undefined {
    const { store, clock, randomBytes, lifetimeMs } = this.#options;
    const fitted = fitQuestion(parts);
    if (fitted === undefined || this.#pendingCount(run) >= pendingPerRunMax) return undefined;
    const id = randomBytes(16);
    const askedAt = clock.now();
    const asked = { run, askedAt, notAfter: askedAt + lifetimeMs() };
    const who = from === undefined ? {} : { from: cutText(from, fromBytesMax) };
    const ask = { question: id, ...asked, ...who, parts: fitted };
    store.database.transaction(() => {
      store.questions.add({ id, ...asked });
      store.events.append(inboxFeed, { t: "question.asked", ask }, askedAt);
      store.audit.append({ what: "question.asked", question: name(id), run: name(run) }, askedAt);
    });
    return this.#wait(ask, signal);
  }

  /** The code of a refusal, or undefined when the answer counted. */
  answer(who: Who, id: Uint8Array, answer: QuestionAnswer): OutcomeCode | undefined {
    const { store, clock } = this.#options;
    return store.database.transaction(() => {
      const question = store.questions.byId(id);
      if (question === undefined) return "NOT_FOUND";
      if (question.status !== "pending") return "ALREADY_RESOLVED";
      // The clock is right even where the timer is late, as after sleep.
      if (clock.now() >= question.notAfter) {
        this.#resolve(id, question.run, "expired");
        return "EXPIRED";
      }
      const waiting = this.#waiting.get(name(id));
      if (waiting === undefined || !answers(waiting.parts, answer)) return "INVALID";
      const outcome = answer.declined ? "declined" : "answered";
      this.#resolve(id, question.run, outcome, { who, answer });
      return undefined;
    });
  }

  withdrawAllOf(run: Uint8Array): void {
    for (const question of this.#options.store.questions.pending()) {
      if (name(question.run) === name(run)) this.#end(question.id, question.run, "withdrawn");
    }
  }

  /** After a restart nobody waits for any answer. */
  withdrawAll(): void {
    for (const { id, run } of this.#options.store.questions.pending()) {
      this.#end(id, run, "withdrawn");
    }
  }

  #wait({ question: id, run, parts, notAfter }: Question, signal: AbortSignal) {
    const { promise, resolve } = Promise.withResolvers<QuestionAnswer | undefined>();
    const withdraw = () => this.#end(id, run, "withdrawn");
    const expire = () => this.#end(id, run, "expired");
    const cancelTimer = whenDue(this.#options.clock, notAfter, expire);
    const answered = (answer: QuestionAnswer | undefined) => {
      signal.removeEventListener("abort", withdraw);
      resolve(answer);
    };
    this.#waiting.set(name(id), { run, parts, answered, cancelTimer });
    if (signal.aborted) withdraw();
    else signal.addEventListener("abort", withdraw, { once: true });
    return promise;
  }

  #pendingCount(run: Uint8Array): number {
    return [...this.#waiting.values()].filter((each) => name(each.run) === name(run)).length;
  }

  #end(id: Uint8Array, run: Uint8Array, outcome: "expired" | "withdrawn"): void {
    this.#options.store.database.transaction(() => this.#resolve(id, run, outcome));
  }

  #resolve(
    id: Uint8Array,
    run: Uint8Array,
    outcome: QuestionOutcome,
    by?: { readonly who: Who; readonly answer: QuestionAnswer },
  ): void {
    const { store, clock } = this.#options;
    const at = clock.now();
    const device = by === undefined || by.who === "machine" ? undefined : by.who.id;
    if (!store.questions.resolve(id, outcome, at, device)) return;
    const named = device && deviceNamed(store, device);
    const event = { question: id, run, outcome, ...named, at };
    for (const feed of [inboxFeed, feedOfRun(run)]) {
      store.events.append(feed, { t: "question.resolved", ...event }, at);
    }
    const who = by && auditNameOf(by.who);
    store.audit.append({ what: `question.${outcome}`, question: name(id), ...who }, at);
    store.database.afterCommit(() => {
      const waiting = this.#waiting.get(name(id));
      this.#waiting.delete(name(id));
      waiting?.cancelTimer();
      waiting?.answered(by?.answer);
    });
  }
}

function name(id: Uint8Array): string {
  return toBase64url(id);
}
