// Ends everything, within two seconds and whether or not there is a relay: what is asked is denied, runs are
// stopped or given up, and the sessions of all phones are closed.

import type { Clock } from "../platform/clock.ts";
import type { Store } from "../store/store.ts";
import type { ApprovalKeeper } from "./approval-keeper.ts";
import type { Presence } from "./presence.ts";
import type { QuestionKeeper } from "./question-keeper.ts";
import type { RunKeeper } from "./run-keeper.ts";
import { type Who, auditNameOf } from "./who.ts";

/** What has not ended by then is given up, and recorded as that. */
const runsEndWithinMs = 1_500;

export interface KillSwitchOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly approvals: ApprovalKeeper;
  readonly questions: QuestionKeeper;
  readonly runs: RunKeeper;
  readonly presence: Presence;
}

export class KillSwitch {
  readonly #options: KillSwitchOptions;

  constructor(options: KillSwitchOptions) {
    this.#options = options;
  }

  /** False if it could not be confirmed that every run has ended. `how` is told in the log. */
  async pull(who: Who, how: string): Promise<boolean> {
    const { store, clock, approvals, questions, runs } = this.#options;
    store.database.transaction(() => {
      store.audit.append({ what: "killed", how, ...auditNameOf(who) }, clock.now());
      approvals.denyAll(who);
      questions.withdrawAll();
    });
    return runs.kill(runsEndWithinMs);
  }

  /** Apart from the above, so that whoever pulled it can still be told. */
  hangUp(): void {
    this.#options.presence.endAll("shutdown");
  }
}
