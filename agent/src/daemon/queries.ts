// Questions of phones that change nothing: answered once, or told why not.

import { type OutcomeCode, type Query, type QueryAnswer, toBase64url } from "@longrein/protocol";
import { jsonKeysMax } from "@longrein/protocol/limits";
import type { Outgoing } from "../egress/clear-message.ts";
import type { Clock } from "../platform/clock.ts";
import type { Driver, PastSession } from "../runs/driver.ts";
import { cutText } from "../runs/cut-text.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { DeviceKeeper } from "./device-keeper.ts";
import { within } from "./within.ts";

/** As it may leave. */
export type Answered =
  | Exclude<QueryAnswer, { t: "artifact" }>
  | Extract<Outgoing, { t: "artifact" }>;
type Sessions = Extract<QueryAnswer, { t: "sessions" }>;
type Unanswered = Extract<QueryAnswer, { t: "unanswered" }>;

export interface QueriesOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly devices: DeviceKeeper;
  readonly drivers: readonly Driver[];
  readonly workspaces: () => readonly Workspace[];
}

const sessionsMax = 100;
const sessionBytesMax = 256;
const titleBytesMax = 512;
const sessionsWithinMs = 20_000;
/** v, t, id, size, entries; and of an entry: n, entryHash, chain, at, entry. */
const auditKeys = 5;
const auditEntryKeys = 5;
/** A phone takes no message of more keys than `jsonKeysMax`, whatever it asked for; it asks on. */
const auditEntriesMax = Math.floor((jsonKeysMax - auditKeys) / auditEntryKeys);

export class Queries {
  readonly #options: QueriesOptions;

  constructor(options: QueriesOptions) {
    this.#options = options;
  }

  async answer(who: Uint8Array, query: Query): Promise<Answered> {
    const { devices } = this.#options;
    switch (query.t) {
      case "devices.list":
        return { t: "devices", id: query.id, devices: devices.list() };
      case "audit.read":
        return this.#audit(query);
      case "sessions.list":
        return this.#sessions(query);
      case "secret.reveal":
        return this.#secret(who, query);
      case "artifact.read":
        return this.#artifact(query);
    }
  }

  #artifact(query: Extract<Query, { t: "artifact.read" }>): Answered {
    const { id, run, artifact, offset } = query;
    const found = this.#options.store.artifacts.read(run, artifact, offset);
    return found === undefined ? unanswered(query, "NOT_FOUND") : { t: "artifact", id, ...found };
  }

  /** Whoever has seen it stands in the log, and what was seen does not. */
  #secret(device: Uint8Array, query: Extract<Query, { t: "secret.reveal" }>): Answered {
    const { store, clock } = this.#options;
    const run = toBase64url(query.run);
    const text = store.secrets.reveal(`run:${run}`, query.number);
    if (text === undefined) return unanswered(query, "NOT_FOUND");
    const entry = { what: "secret.revealed", run, number: query.number };
    store.database.transaction(() => {
      store.audit.append({ ...entry, device: toBase64url(device) }, clock.now());
    });
    return { t: "secret", id: query.id, text };
  }

  #audit({ id, from, count }: Extract<Query, { t: "audit.read" }>): Answered {
    const { audit } = this.#options.store;
    const rows = audit.read(from, Math.min(count, auditEntriesMax));
    const entries = rows.map(({ n, entryHash, hash, at, entry }) => {
      return { n, entryHash, chain: hash, at, ...(entry === undefined ? {} : { entry }) };
    });
    return { t: "audit", id, size: audit.head().size, entries };
  }

  async #sessions(query: Extract<Query, { t: "sessions.list" }>): Promise<Sessions | Unanswered> {
    const { workspaces, drivers, clock } = this.#options;
    const workspace = workspaces().find(({ name }) => name === query.workspace);
    const driver = drivers.find(({ name }) => name === query.driver);
    if (workspace === undefined || driver === undefined) return unanswered(query, "NOT_FOUND");
    const found = driver.sessions?.(workspace.folder);
    if (found === undefined) return unanswered(query, "UNSUPPORTED");
    try {
      if (!(await within(clock, sessionsWithinMs, found))) return unanswered(query, "BUSY");
      return { t: "sessions", id: query.id, sessions: fitSessions(await found) };
    } catch {
      // Why its coding agent does not say it stands in `setup`, as for every other use of it.
      return unanswered(query, "INVALID");
    }
  }
}

/** One that is too long to be named again cannot be gone on with. */
function fitSessions(found: readonly PastSession[]): Sessions["sessions"] {
  return found
    .filter(
      ({ session }) => session.isWellFormed() && Buffer.byteLength(session) <= sessionBytesMax,
    )
    .slice(0, sessionsMax)
    .map((past) => ({ ...past, title: cutText(past.title, titleBytesMax) }));
}

function unanswered({ id }: Query, code: OutcomeCode): Unanswered {
  return { t: "unanswered", id, code };
}
