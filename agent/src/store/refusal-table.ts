// Attempts that were refused, in the audit log: the first ones of each hour one by one, the others as a number.
// Whoever is refused may try as often as they like, and the log must not grow with that.

import { type Refusal, isRefusal } from "../audit/audit-kinds.ts";
import type { AuditEntry, AuditTable } from "./audit-table.ts";
import { type Database, type Row, numberOf, textOf } from "./database.ts";

const toldPerWindow = 10;
const windowMs = 3_600_000;

export class RefusalTable {
  readonly #database: Database;
  readonly #audit: AuditTable;

  constructor(database: Database, audit: AuditTable) {
    this.#database = database;
    this.#audit = audit;
  }

  /** `who` is known to us: there are only so many of them. */
  record(who: string, entry: AuditEntry & { readonly what: Refusal }, at: number): void {
    this.#database.transaction(() => {
      const row = this.#database.get(
        "SELECT * FROM refusals WHERE who = ? AND what = ?",
        who,
        entry.what,
      );
      const goesOn = row !== undefined && !isOver(row, at);
      if (row !== undefined && !goesOn) this.#tell(row, at);
      const told = goesOn ? numberOf(row, "told") : 0;
      const untold = goesOn ? numberOf(row, "untold") : 0;
      const isTold = told < toldPerWindow;
      if (isTold) this.#audit.append(entry, at);
      this.#database.run(
        "INSERT OR REPLACE INTO refusals (who, what, since, told, untold) VALUES (?, ?, ?, ?, ?)",
        who,
        entry.what,
        goesOn ? numberOf(row, "since") : at,
        told + (isTold ? 1 : 0),
        untold + (isTold ? 0 : 1),
      );
    });
  }

  /** The numbers of what is over, without waiting for another attempt. */
  tellCounts(at: number): void {
    this.#database.transaction(() => {
      for (const row of this.#database.all("SELECT * FROM refusals")) {
        if (isOver(row, at)) this.#tell(row, at);
      }
    });
  }

  #tell(row: Row, at: number): void {
    const [who, what, count] = [textOf(row, "who"), textOf(row, "what"), numberOf(row, "untold")];
    this.#database.run("DELETE FROM refusals WHERE who = ? AND what = ?", who, what);
    if (count === 0 || !isRefusal(what)) return;
    this.#audit.append({ what: `${what}.more`, who, count, since: numberOf(row, "since") }, at);
  }
}

/** By how much, whichever way: a clock that was set back must not keep it open until then. */
function isOver(row: Row, at: number): boolean {
  return Math.abs(at - numberOf(row, "since")) >= windowMs;
}
