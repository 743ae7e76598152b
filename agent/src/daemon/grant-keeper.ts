// What phones have approved for a whole run: made with the answer that said so, looked at each time that the run
// wants something, and ended by whoever withdraws it, by the run, by the rules, or by time.

import {
  type Action,
  type OutcomeCode,
  type Primitives,
  actionDigest,
  equalBytes,
  mayApprove,
  readAction,
  toBase64url,
} from "@longrein/protocol";
import { grantLifetimeMs, grantsPerRunMax } from "@longrein/protocol/limits";
import { type Frozen, isTheSame } from "../approvals/same-action.ts";
import type { Clock } from "../platform/clock.ts";
import { cutText } from "../runs/cut-text.ts";
import { titleBytesMax } from "../runs/fit-event.ts";
import type { StoredApproval } from "../store/approval-table.ts";
import type { StoredGrant } from "../store/grant-table.ts";
import { saltOfRun as feedOfRun } from "../store/run-salts.ts";
import type { Store } from "../store/store.ts";
import { endGrant, endGrantsOf } from "./end-grant.ts";
import type { Who } from "./who.ts";

export interface GrantKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly primitives: Pick<Primitives, "sha256">;
}

/** `what`: a command, or the file whose edits go ahead. */
export interface Holding extends StoredGrant {
  readonly what: string;
}

export class GrantKeeper {
  readonly #options: GrantKeeperOptions;

  constructor(options: GrantKeeperOptions) {
    this.#options = options;
  }

  hasRoom(run: Uint8Array): boolean {
    return this.#options.store.grants.openOf(run).length < grantsPerRunMax;
  }

  /** Within the transaction that takes the answer. */
  make(stored: StoredApproval, device: Uint8Array): void {
    const { id: approval, run } = stored;
    const { store, clock } = this.#options;
    const at = clock.now();
    const notAfter = at + grantLifetimeMs;
    store.grants.add({ approval, run, device, notAfter });
    const what = whatOf(stored);
    const event = { t: "grant.made" as const, approval, device, what, notAfter, at };
    store.events.append(feedOfRun(run), event, at);
  }

  /** What holds for a run, the oldest first. */
  holding(run: Uint8Array): readonly Holding[] {
    const { store } = this.#options;
    return store.grants.openOf(run).flatMap((grant) => {
      const approval = this.#holds(grant) ? store.approvals.byId(grant.approval) : undefined;
      return approval === undefined ? [] : [{ ...grant, what: whatOf(approval) }];
    });
  }

  /** What lets this go ahead, if anything does. */
  covering(asked: Frozen): StoredGrant | undefined {
    const { store } = this.#options;
    return store.grants.openOf(asked.action.run).find((grant) => {
      if (!this.#holds(grant)) return false;
      const bytes = store.approvals.byId(grant.approval)?.actionBytes;
      return bytes !== undefined && isTheSame({ action: readAction(bytes), bytes }, asked);
    });
  }

  /** As durable as an approval is, before anything is done. Returns the digest by which it is found there. */
  use({ approval, run }: StoredGrant, actionBytes: Uint8Array): Uint8Array {
    const { store, clock, primitives } = this.#options;
    const digest = actionDigest(primitives, actionBytes);
    const names = { approval: toBase64url(approval), run: toBase64url(run) };
    store.database.transaction(() => {
      store.grants.used(approval);
      const entry = { what: "grant.used" as const, ...names, action: toBase64url(digest) };
      store.audit.append(entry, clock.now());
      store.runs.setUnasked(run);
    });
    return digest;
  }

  /** The code of a refusal, or undefined. */
  withdraw(who: Who, run: Uint8Array, approval: Uint8Array): OutcomeCode | undefined {
    const { store, clock } = this.#options;
    const found = store.grants.openOf(run).find((grant) => equalBytes(grant.approval, approval));
    if (found === undefined) return "NOT_FOUND";
    endGrant(store, found, "withdrawn", clock.now(), who);
    return undefined;
  }

  endOf(run: Uint8Array, why: "run" | "rules"): void {
    const { store, clock } = this.#options;
    endGrantsOf(store, run, why, clock.now());
  }

  /** Nothing that was approved for a run holds after a restart, or once everything was ended. */
  endAll(): void {
    const { store, clock } = this.#options;
    for (const grant of store.grants.open()) endGrant(store, grant, "run", clock.now());
  }

  /** It is in time, and whoever approved it may still do so. */
  #holds(grant: StoredGrant): boolean {
    const { store, clock } = this.#options;
    const now = clock.now();
    const device = store.devices.byId(grant.device);
    const isAllowed = device !== undefined && !device.revoked && mayApprove(device);
    const why = now >= grant.notAfter ? "time" : isAllowed ? undefined : "device";
    if (why !== undefined) endGrant(store, grant, why, now);
    return why === undefined;
  }
}

function whatOf({ actionBytes }: StoredApproval): string {
  return cutText(nameOf(readAction(actionBytes)), titleBytesMax);
}

function nameOf(action: Action): string {
  if (action.t === "edit") return action.changes[0]?.path ?? "";
  const { shell, argv } = action.t === "command" ? action : {};
  return shell?.script ?? argv?.join(" ") ?? "";
}
