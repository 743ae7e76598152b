// What one phone is to be told of one kind of thing, and what it was: several that come soon after each other are one
// message; what it was told of and still waits shortly before its time is over it is told of once more; and what is over
// is taken back. Pure; who sends asks when.

import type { PushNotice } from "../egress/clear-push.ts";

/** Something that waits, or has ended. Ids are in base64url. */
export interface Matter {
  readonly kind: "approval" | "question" | "done" | "failed";
  readonly id: string;
  readonly run: string;
  /** Nobody needs to hear of it after that, by the wall's clock. */
  readonly notAfter: number;
}

export interface Push {
  readonly notice: PushNotice;
  /** Under this the push service keeps one message, the latest. */
  readonly topic: string;
  readonly notAfter: number;
}

interface Told {
  readonly topic: string;
  readonly notAfter: number;
  /** Of what it told of, what is not over yet, the latest last. */
  readonly open: Map<string, Matter>;
  /** When to tell of it once more, by the wall's clock; undefined: not again. */
  remindAt: number | undefined;
}

/** A phone is not told more often, whatever happens. */
export const pushEveryMs = 10_000;
/** What is answered at once needs no message, and what comes together is told together. */
const gatherMs = 1_000;
/** Whoever then takes up the phone has time to read what it is about. */
const remindBeforeMs = 5 * 60_000;
/** Of what is older nobody is told any more; a run cannot have more open. */
const mattersMax = 16;

export class PushLane {
  #due: Matter[] = [];
  #told: Told[] = [];
  #over: Told[] = [];
  #lastAt: number | undefined;

  due(matter: Matter): void {
    this.#due = [...this.#due.filter(({ id }) => id !== matter.id), matter].slice(-mattersMax);
  }

  over(id: string): void {
    this.#due = this.#due.filter((matter) => matter.id !== id);
    for (const told of this.#told) told.open.delete(id);
    this.#over.push(...this.#told.filter(({ open }) => open.size === 0));
    this.#over = this.#over.slice(-mattersMax);
    this.#told = this.#told.filter(({ open }) => open.size > 0);
  }

  /** Somebody looks at the app: what was told is seen there, and so is what has ended. What waits still does. */
  seen(): void {
    this.#told = [];
    this.#over = [];
    this.#due = this.#due.filter(waitsForAnswer);
  }

  /** In so many milliseconds there may be something to send; undefined: there is nothing. `now` never steps. */
  readyIn(now: number, wall: number): number | undefined {
    const rest = this.#lastAt === undefined ? 0 : this.#lastAt + pushEveryMs - now;
    if (this.#due.length > 0 || this.#over.length > 0) return Math.max(gatherMs, rest);
    const reminders = this.#told.flatMap(({ remindAt }) => remindAt ?? []);
    if (reminders.length === 0) return undefined;
    return Math.max(gatherMs, rest, Math.min(...reminders) - wall);
  }

  /** What is to be sent at this moment; `wall` is by the clock that ends what waits. */
  take(now: number, wall: number): Push | undefined {
    const due = this.#due.filter(({ notAfter }) => notAfter > wall);
    this.#due = [];
    const latest = due.at(-1);
    const push =
      latest === undefined
        ? (this.#takeOver(wall) ?? this.#remind(wall))
        : this.#tell(latest, due, wall);
    if (push !== undefined) this.#lastAt = now;
    return push;
  }

  /** It did not arrive, and is not over: whether it is worth another try. */
  isOpen({ topic, notAfter }: Push, wall: number): boolean {
    return notAfter > wall && this.#told.some((told) => told.topic === topic);
  }

  #tell(latest: Matter, due: readonly Matter[], wall: number): Push {
    const { kind, id, run } = latest;
    const notAfter = Math.max(...due.map((matter) => matter.notAfter));
    const open = new Map(due.map((matter) => [matter.id, matter]));
    const again = Math.min(...due.map((matter) => matter.notAfter)) - remindBeforeMs;
    const remindAt = waitsForAnswer(latest) && again > wall ? again : undefined;
    this.#told = [...this.#told, { topic: id, notAfter, open, remindAt }].slice(-mattersMax);
    return { notice: { kind, id, run, count: due.length }, topic: id, notAfter };
  }

  /** In the place of the first message: a phone that has both shows one. */
  #remind(wall: number): Push | undefined {
    const told = this.#told.find(({ remindAt }) => remindAt !== undefined && remindAt <= wall);
    const latest = [...(told?.open.values() ?? [])].at(-1);
    if (told === undefined || latest === undefined) return undefined;
    told.remindAt = undefined;
    const { topic, notAfter, open } = told;
    if (notAfter <= wall) return undefined;
    const { kind, run } = latest;
    return { notice: { kind, id: topic, run, count: open.size }, topic, notAfter };
  }

  #takeOver(wall: number): Push | undefined {
    const over = this.#over;
    this.#over = [];
    const [latest] = over.slice(-1);
    if (latest === undefined) return undefined;
    const { topic, notAfter } = latest;
    const ids = over.map((told) => told.topic);
    // What has expired may be taken back at once, or never.
    return { notice: { kind: "over", ids }, topic, notAfter: Math.max(notAfter, wall) };
  }
}

const waitsForAnswer = ({ kind }: Matter): boolean => kind === "approval" || kind === "question";
