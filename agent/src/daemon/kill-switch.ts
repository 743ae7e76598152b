// Ends everything, within two seconds and whether or not there is a relay: what is asked is denied, runs are
// stopped or given up, and the sessions of all phones are closed. A latch outside of it all keeps it so.

import type { Clock } from "../platform/clock.ts";
import type { Store } from "../store/store.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { GrantKeeper } from "./grant-keeper.ts";
import type { Presence } from "./presence.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import { type Who, auditNameOf } from "./who.ts";
import { within } from "./within.ts";

/** What has not ended by then is given up, and recorded as that. */
const runsEndWithinMs = 1_500;

export interface KillSwitchOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly grants: GrantKeeper;
  readonly questions: QuestionKeeper;
  readonly runs: RunKeeper;
  readonly presence: Presence;
  /** Ends what runs have started and what is no part of them any more; false if some of it is left. */
  readonly endStrays?: () => Promise<boolean>;
  readonly latch?: KillLatch;
}

export interface KillLatch {
  /** Keeps whatever starts after us from going on; hears by whom it was pulled. */
  fasten(by: string): void;
  /** What came of it. */
  tell(ended: string): void;
}

export class KillSwitch {
  readonly #options: KillSwitchOptions;
  #ending: Promise<boolean> | undefined;

  constructor(options: KillSwitchOptions) {
    this.#options = options;
  }

  /**
   * False if it could not be confirmed that every run has ended and that none starts again. `how` is told in
   * the log. Whoever comes second waits for the same end.
   */
  pull(who: Who, how: string): Promise<boolean> {
    this.#ending ??= this.#endAll(who, how).finally(() => {
      // Where nothing keeps it so, as in the demo, it can be pulled again.
      if (this.#options.latch === undefined) this.#ending = undefined;
    });
    return this.#ending;
  }

  async #endAll(who: Who, how: string): Promise<boolean> {
    const { store, clock, approvals, grants, questions, runs } = this.#options;
    // First of all: whatever goes wrong from here on, nothing starts again by itself.
    const isLatched = this.#tellLatch((latch) => latch.fasten(how));
    const ending = {
      runs: store.runs.unfinished().length,
      approvals: store.approvals.pending().length,
      questions: store.questions.pending().length,
    };
    store.database.transaction(() => {
      store.audit.append({ what: "killed", how, ...ending, ...auditNameOf(who) }, clock.now());
      approvals.denyAll(who);
      grants.endAll();
      questions.withdrawAll();
    });
    const [haveEnded, noneIsLeft] = await Promise.all([
      runs.kill(runsEndWithinMs),
      this.#endStrays(),
    ]);
    const unsure = haveEnded ? "" : "; not every run has confirmed its end";
    const left = noneIsLeft ? "" : "; some of what runs have started does not end";
    this.#tellLatch((latch) => latch.tell(`${endedWords(ending)}${unsure}${left}`));
    return haveEnded && noneIsLeft && isLatched;
  }

  async #endStrays(): Promise<boolean> {
    const { clock, endStrays } = this.#options;
    if (endStrays === undefined) return true;
    // Whatever comes of it, phones are sent away.
    const ending = endStrays().catch(() => false);
    return (await within(clock, runsEndWithinMs, ending)) && ending;
  }

  /** A full disk must not keep anything alive. */
  #tellLatch(tell: (latch: KillLatch) => void): boolean {
    try {
      if (this.#options.latch !== undefined) tell(this.#options.latch);
      return true;
    } catch {
      return false;
    }
  }

  /** Apart from the above, so that whoever pulled it can still be told. */
  hangUp(): void {
    this.#options.presence.endAll("shutdown");
  }
}

function endedWords(counts: Readonly<Record<"runs" | "approvals" | "questions", number>>): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const words = told.map(([what, count]) => `${count} ${count === 1 ? what.slice(0, -1) : what}`);
  return words.join(", ") || "nothing was under way";
}
