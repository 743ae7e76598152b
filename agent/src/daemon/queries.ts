// Questions of phones that change nothing: answered once, or told why not.

import type { OutcomeCode, Query, QueryAnswer } from "@longrein/protocol";
import { jsonKeysMax } from "@longrein/protocol/limits";
import type { PushDesk, PushQuery } from "../push/push-desk.ts";
import type { Outgoing } from "../egress/clear-message.ts";
import type { DeviceKeeper } from "./device-keeper.ts";
import type { ImageShelf } from "./image-shelf.ts";
import { revealSecret } from "./reveal-secret.ts";
import { SessionQueries, type SessionQueriesOptions } from "./session-queries.ts";

/** As it may leave. */
export type Answered =
  | Exclude<QueryAnswer, { t: "artifact" }>
  | Extract<Outgoing, { t: "artifact" }>;
type Unanswered = Extract<QueryAnswer, { t: "unanswered" }>;

export interface QueriesOptions extends SessionQueriesOptions {
  readonly devices: DeviceKeeper;
  readonly shelf: ImageShelf;
  readonly push: PushDesk;
}

/** v, t, id, size, entries; and of an entry: n, entryHash, chain, at, entry. */
const auditKeys = 5;
const auditEntryKeys = 5;
/** A phone takes no message of more keys than `jsonKeysMax`, whatever it asked for; it asks on. */
const auditEntriesMax = Math.floor((jsonKeysMax - auditKeys) / auditEntryKeys);

export class Queries {
  readonly #options: QueriesOptions;
  readonly #sessions: SessionQueries;

  constructor(options: QueriesOptions) {
    this.#options = options;
    this.#sessions = new SessionQueries(options);
  }

  async answer(who: Uint8Array, query: Query): Promise<Answered> {
    const { devices } = this.#options;
    switch (query.t) {
      case "devices.list":
        return { t: "devices", id: query.id, devices: devices.list() };
      case "audit.read":
        return this.#audit(query);
      case "sessions.list":
      case "session.read":
        return this.#aboutSessions(query);
      case "secret.reveal":
        return this.#secret(who, query);
      case "artifact.read":
        return this.#artifact(query);
      case "push.subscribe":
      case "push.unsubscribe":
      case "push.test":
      case "push.seen":
        return this.#push(who, query);
      case "image.put": {
        const got = this.#options.shelf.put(who, query);
        if (typeof got === "string") return unanswered(query, got);
        return { t: "image.got", id: query.id, bytes: got };
      }
    }
  }

  async #push(device: Uint8Array, query: PushQuery): Promise<Answered> {
    const answer = await this.#options.push.answer(device, query);
    return typeof answer === "string" ? unanswered(query, answer) : answer;
  }

  #artifact(query: Extract<Query, { t: "artifact.read" }>): Answered {
    const { id, run, artifact, offset } = query;
    const found = this.#options.store.artifacts.read(run, artifact, offset);
    return found === undefined ? unanswered(query, "NOT_FOUND") : { t: "artifact", id, ...found };
  }

  #secret(device: Uint8Array, query: Extract<Query, { t: "secret.reveal" }>): Answered {
    const { store, clock } = this.#options;
    const text = revealSecret(store, { id: device }, query.run, query.number, clock.now());
    if (text === undefined) return unanswered(query, "NOT_FOUND");
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

  async #aboutSessions(
    query: Extract<Query, { t: "sessions.list" | "session.read" }>,
  ): Promise<Answered> {
    const answer = await this.#sessions.answer(query);
    return typeof answer === "string" ? unanswered(query, answer) : answer;
  }
}

function unanswered({ id }: Query, code: OutcomeCode): Unanswered {
  return { t: "unanswered", id, code };
}
