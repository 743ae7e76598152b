// The audit log: grows and never changes, and names the row that somebody changed all the same.

import type Sqlite from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
let other: Sqlite.Database;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
  for (let i = 1; i <= 6; i++) store.audit.append({ what: "run.done", i }, i);
  other = folder.asSomebodyElse();
});
afterEach(() => folder.remove());

const changes: readonly string[] = [
  "DELETE FROM audit WHERE n = 3",
  "DELETE FROM audit",
  "UPDATE audit SET entry = 'x' WHERE n = 3",
  "UPDATE audit SET entry_hash = x'00' WHERE n = 3",
  "UPDATE audit SET hash = x'00' WHERE n = 3",
  "UPDATE audit SET n = 9 WHERE n = 6",
  "UPDATE audit SET rowid = 9 WHERE n = 6",
  "UPDATE audit SET _rowid_ = 9, entry = NULL WHERE n = 6",
  "UPDATE audit SET at = 0 WHERE n = 3",
  "UPDATE OR REPLACE audit SET n = 3 WHERE n = 4",
  "INSERT OR REPLACE INTO audit SELECT 3, entry_hash, hash, 'x', at FROM audit WHERE n = 3",
  "REPLACE INTO audit (n, entry_hash, hash, entry, at) VALUES (6, x'00', x'00', 'x', 0)",
  "INSERT INTO audit (n, entry_hash, hash, entry, at) VALUES (8, x'00', x'00', 'x', 0)",
  "INSERT INTO audit (n, entry_hash, hash, entry, at) VALUES (-1, x'00', x'00', 'x', 0)",
];

describe("the audit log", () => {
  it("is whole, across restarts too", () => {
    expect(store.audit.verify()).toEqual({ kind: "whole", ...store.audit.head() });
    other.close();
    store = folder.reopenStore();
    store.audit.append({ what: "run.failed" }, 7);
    expect(store.audit.verify()).toMatchObject({ kind: "whole", size: 7 });
  });

  it.each(changes)("refuses: %s", (sql) => {
    const before = other.prepare("SELECT * FROM audit").all();
    expect(() => other.exec(sql)).toThrow("append-only");
    expect(other.prepare("SELECT * FROM audit").all()).toEqual(before);
  });

  it("lets an entry's text be forgotten and stays whole", () => {
    other.exec("UPDATE audit SET entry = NULL WHERE n IN (2, 5)");
    expect(store.audit.rows().filter((row) => row.entry === undefined)).toHaveLength(2);
    expect(store.audit.verify()).toMatchObject({ kind: "whole", size: 6 });
  });

  it("takes no entry of a transaction that fails", () => {
    const failing = () =>
      store.database.transaction(() => {
        store.audit.append({ what: "killed" }, 7);
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    expect(store.audit.head().size).toBe(6);
  });
});

describe("an audit log whose triggers somebody has dropped", () => {
  beforeEach(() => {
    for (const name of ["audit_keeps_its_rows", "audit_only_grows", "audit_only_forgets"]) {
      other.exec(`DROP TRIGGER ${name}`);
    }
  });

  const cases: readonly (readonly [string, string, number, string])[] = [
    ["a changed text", "UPDATE audit SET entry = replace(entry, '3', '4') WHERE n = 3", 3, "entry"],
    [
      "a changed hash of a text",
      "UPDATE audit SET entry_hash = x'00', entry = NULL WHERE n = 3",
      3,
      "chain",
    ],
    ["a changed hash", "UPDATE audit SET hash = zeroblob(32) WHERE n = 3", 3, "chain"],
    ["a row that was taken out", "DELETE FROM audit WHERE n = 3", 3, "missing"],
    ["a first row that was taken out", "DELETE FROM audit WHERE n = 1", 1, "missing"],
    [
      "two rows that changed places",
      "UPDATE audit SET n = -4 WHERE n = 4; UPDATE audit SET n = 4 WHERE n = 5; UPDATE audit SET n = 5 WHERE n = -4",
      4,
      "chain",
    ],
    [
      "a row that was put in",
      "INSERT INTO audit SELECT 7, entry_hash, hash, entry, at FROM audit WHERE n = 6",
      7,
      "chain",
    ],
    [
      "a row that was taken out with the rest moved up",
      "DELETE FROM audit WHERE n = 3; UPDATE audit SET n = n - 1 WHERE n > 3",
      3,
      "chain",
    ],
  ];

  it.each(cases)("names %s", (_, sql, n, why) => {
    other.exec(sql);
    expect(store.audit.verify()).toEqual({ kind: "broken", n, why });
  });

  it("has another head once its end was cut off, as every phone that saw the old one can tell", () => {
    const { head } = store.audit.head();
    other.exec("DELETE FROM audit WHERE n = 6");
    expect(store.audit.verify()).toMatchObject({ kind: "whole", size: 5 });
    expect(store.audit.head().head).not.toEqual(head);
  });
});
