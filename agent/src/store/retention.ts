// What is forgotten, and how: the texts of runs that ended long enough ago go, with the salt under which they
// were sealed, and the files hold no trace of either. What stays of a run is that there was one.

import { type AgentEvent, type Cursor, decodeEvent, inboxFeed } from "@longrein/protocol";
import type { Egress } from "../egress/egress.ts";
import type { ApprovalTable } from "./approval-table.ts";
import type { ArtifactTable } from "./artifact-table.ts";
import { type Database, bytesOf, textOf } from "./database.ts";
import type { EventTable, StoredEvent } from "./event-table.ts";
import type { QuestionTable } from "./question-table.ts";
import type { RequestTable } from "./request-table.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";
import type { SecretTable } from "./secret-table.ts";

export interface RetentionParts {
  readonly database: Database;
  readonly salts: RunSalts;
  readonly egress: Egress;
  readonly approvals: ApprovalTable;
  readonly artifacts: ArtifactTable;
  readonly events: EventTable;
  readonly questions: QuestionTable;
  readonly requests: RequestTable;
  readonly secrets: SecretTable;
}

export interface Forgotten {
  /** Runs of which the texts are gone; what else is kept of them elsewhere is to go, too. */
  readonly runs: readonly Uint8Array[];
  readonly requests: number;
  /** False if somebody was reading just then: the next time erases what is still in the log of writes. */
  readonly erased: boolean;
}

const dayMs = 86_400_000;
const underWay = "('starting', 'working', 'waiting', 'stopping')";

export class Retention {
  readonly #parts: RetentionParts;

  constructor(parts: RetentionParts) {
    this.#parts = parts;
  }

  /** `days` of 0 keeps nothing of a run once it has ended. */
  forget(now: number, days: number): Forgotten {
    const { database, requests } = this.#parts;
    const forgotten = database.transaction(() => {
      const runs = this.#due(now - days * dayMs);
      if (runs.length > 0) this.#pruneInbox(runs.map(saltOfRun), now);
      for (const run of runs) this.#forgetRun(run);
      return { runs, requests: requests.prune(now) };
    });
    const nothingToErase = forgotten.runs.length === 0 && forgotten.requests === 0;
    return { ...forgotten, erased: nothingToErase || database.erase() };
  }

  /** Runs that were forgotten, and of which there is still a folder somewhere. */
  leftBehind(): Uint8Array[] {
    const { database } = this.#parts;
    const runs = database
      .all("SELECT DISTINCT run FROM attempts")
      .map((row) => bytesOf(row, "run"));
    return runs.filter((run) => this.isForgotten(run));
  }

  /** And nothing was said in it since. */
  isForgotten(run: Uint8Array): boolean {
    return !this.#parts.salts.has(saltOfRun(run));
  }

  /** Ended before, and not forgotten yet. */
  #due(before: number): Uint8Array[] {
    const { database, salts } = this.#parts;
    const sql = `SELECT id FROM runs WHERE state NOT IN ${underWay} AND changed_at <= ?`;
    const ended = database.all(sql, before).map((row) => bytesOf(row, "id"));
    return ended.filter((run) => salts.has(saltOfRun(run)));
  }

  #forgetRun(run: Uint8Array): void {
    const { database, salts, secrets, egress, artifacts } = this.#parts;
    const feed = saltOfRun(run);
    this.#pruneFeed(this.#parts.events.latest(feed));
    database.run("DELETE FROM grants WHERE run = ?", run);
    database.run("DELETE FROM approvals WHERE run = ?", run);
    database.run("DELETE FROM questions WHERE run = ?", run);
    database.run("UPDATE runs SET session = NULL WHERE id = ?", run);
    secrets.forget(feed);
    artifacts.forget(run);
    salts.forget(feed);
    egress.forget(feed);
  }

  /** Up to the last that it tells of these runs. What still holds of others is told again at its end. */
  #pruneInbox(names: readonly string[], now: number): void {
    const { database, events } = this.#parts;
    const sql = "SELECT max(seq) AS seq FROM events WHERE feed = 'inbox' AND salt = ?";
    const last = names.map((name) => Number(database.get(sql, name)?.["seq"] ?? 0));
    const cut = events.placeAt(inboxFeed, Math.max(...last));
    if (cut === undefined) return;
    for (const { body, salt } of this.#stillHolds(cut, new Set(names))) {
      events.appendCleared({ feed: inboxFeed, body }, salt, now);
    }
    this.#pruneFeed(cut);
  }

  #stillHolds(cut: Cursor, forgotten: ReadonlySet<string>): Told[] {
    const { database, events } = this.#parts;
    const sql = "SELECT DISTINCT salt FROM events WHERE feed = ? AND seq <= ?";
    const kept = database
      .all(sql, inboxFeed, cut.seq)
      .map((row) => textOf(row, "salt"))
      .filter((salt) => !forgotten.has(salt));
    const told = kept.flatMap((salt) => {
      const those = events.inboxOf(salt, cut.seq).map((stored) => ({ ...stored, salt }));
      return this.#latest(those);
    });
    return told.toSorted((one, other) => one.seq - other.seq);
  }

  /** The last of each kind, and all that still wait for an answer. */
  #latest(all: readonly Told[]): Told[] {
    const events = all.map((told) => ({ told, event: decodeEvent(told.body) }));
    return events
      .filter(({ event }, index) => {
        if (event === undefined || event.t.endsWith(".resolved")) return false;
        if (event.t.endsWith(".asked")) return this.#waits(event);
        return !events.slice(index + 1).some((later) => later.event?.t === event.t);
      })
      .map(({ told }) => told);
  }

  #waits(event: AgentEvent): boolean {
    const { approvals, questions } = this.#parts;
    if (event.t === "approval.asked") {
      return approvals.byId(event.ask.approval)?.status === "pending";
    }
    return event.t === "question.asked" && questions.byId(event.ask.question)?.status === "pending";
  }

  #pruneFeed({ feed, seq, chain }: Cursor): void {
    const { database } = this.#parts;
    if (seq === 0) return;
    database.run("DELETE FROM events WHERE feed = ? AND seq <= ?", feed, seq);
    database.run(
      "INSERT OR REPLACE INTO pruned (feed, seq, chain) VALUES (?, ?, ?)",
      feed,
      seq,
      chain,
    );
  }
}

type Told = StoredEvent & { readonly salt: string };
