// The ceiling: how much may go ahead unasked on this machine at most. Set at the machine; a phone can only
// lower it, and what it lowered stays so until somebody at the machine says otherwise.

import { type OutcomeCode, type PolicyProfile, policyProfiles } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { isAtMost } from "../policy/profile.ts";
import type { Store } from "../store/store.ts";
import { type Who, auditNameOf } from "./who.ts";

export interface CeilingKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Where nobody has set one yet. */
  readonly initial: PolicyProfile;
}

const setting = "policy ceiling";

export class CeilingKeeper {
  readonly #options: CeilingKeeperOptions;
  #changed: () => void = () => undefined;

  constructor(options: CeilingKeeperOptions) {
    this.#options = options;
  }

  get present(): PolicyProfile {
    const { store, initial } = this.#options;
    const stored = store.settings.get(setting);
    if (stored === undefined) return initial;
    // What cannot be read allows least.
    return policyProfiles.find((profile) => profile === stored) ?? "strict";
  }

  onChange(listener: () => void): void {
    this.#changed = listener;
  }

  /** The code of a refusal, or undefined. Only at the machine can it be raised. */
  set(who: Who, profile: PolicyProfile): OutcomeCode | undefined {
    const { store, clock } = this.#options;
    return store.database.transaction(() => {
      if (who !== "machine" && !isAtMost(profile, this.present)) return "CEILING";
      store.settings.set(setting, profile);
      store.audit.append({ what: "policy.ceiling", profile, ...auditNameOf(who) }, clock.now());
      store.database.afterCommit(() => this.#changed());
      return undefined;
    });
  }
}
