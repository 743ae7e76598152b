// The store's file: who may read it, which versions may open it, and that a transaction is all or nothing
// for those who listen, too.

import { chmod, copyFile, readFile, readdir, stat } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Database } from "./database.ts";
import { migrations } from "./migrations.ts";

let folder: StateFolder;
beforeEach(async () => {
  folder = await stateFolder();
});
afterEach(() => folder.remove());

const insert = "INSERT INTO meta (name, value) VALUES (?, ?)";
const count = "SELECT count(*) AS n FROM meta WHERE name = 'x'";
const value = new Uint8Array(1);

describe("the store's file", () => {
  it("can be read by its user alone, its log included", async () => {
    folder.openStore();
    for (const name of await readdir(folder.path)) {
      expect([name, (await stat(`${folder.path}/${name}`)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it("is made private again where it was not", async () => {
    folder.openStore();
    folder.closeAll();
    await chmod(`${folder.path}/longrein.db`, 0o644);
    folder.openStore();
    expect((await stat(`${folder.path}/longrein.db`)).mode & 0o777).toBe(0o600);
  });

  it("carries the version of its last migration, and keeps its rows when opened again", () => {
    const { epoch } = folder.openStore().events;
    expect(folder.asSomebodyElse().pragma("user_version", { simple: true })).toBe(
      migrations.length,
    );
    expect(folder.reopenStore().events.epoch).toEqual(epoch);
  });

  it("is durable before anything is acted on, and erases what is deleted", () => {
    const { database } = folder.openStore();
    expect(database.get("PRAGMA synchronous")).toEqual({ synchronous: 2 });
    expect(database.get("PRAGMA journal_mode")).toEqual({ journal_mode: "wal" });
    expect(database.get("PRAGMA secure_delete")).toEqual({ secure_delete: 1 });
    // In memory: a file that it makes for a moment, and nobody erases, there is none.
    expect(database.get("PRAGMA temp_store")).toEqual({ temp_store: 2 });
    expect(database.get("PRAGMA foreign_keys")).toEqual({ foreign_keys: 1 });
  });
});

describe("what must be durable", () => {
  const level = (database: Database) => database.get("PRAGMA synchronous")?.["synchronous"];

  it("is so, however much was written before that need not be", () => {
    const { database } = folder.openStore();
    const levels: unknown[] = [];
    const look = () => levels.push(level(database));
    database.lightTransaction(look);
    database.transaction(look);
    database.lightTransaction(look);
    database.run(insert, "x", value);
    look();
    database.lightTransaction(look);
    database.erase();
    look();
    expect(levels).toEqual([1, 2, 1, 2, 1, 2]);
  });

  it("makes all that is inside it so, and is never inside what need not be", () => {
    const { database } = folder.openStore();
    expect(database.transaction(() => database.lightTransaction(() => level(database)))).toBe(2);
    const inside = () => database.lightTransaction(() => database.transaction(() => undefined));
    expect(inside).toThrow("must be durable");
    expect(database.transaction(() => level(database))).toBe(2);
  });

  it("is all but streamed text", () => {
    const { database, events } = folder.openStore();
    const feed = `run:${"A".repeat(22)}`;
    const levels: unknown[] = [];
    database.faultPoint = (place) => {
      if (place.startsWith("INSERT INTO events")) levels.push(level(database));
    };
    events.append(feed, { t: "tool.output", item: 1, delta: "streamed" }, 1);
    events.append(feed, { t: "tool.done", item: 1, status: "completed" }, 1);
    expect(levels).toEqual([1, 2]);
  });
});

describe("a store that a newer version wrote", () => {
  it("is refused with what to do about it", () => {
    folder.openStore();
    folder.asSomebodyElse().pragma(`user_version = ${migrations.length + 1}`);
    expect(() => folder.reopenStore()).toThrow(/written by a newer longrein .* update longrein/);
  });

  it("keeps every byte, also of a log that a crash left behind", async () => {
    folder.openStore();
    const other = folder.asSomebodyElse();
    other.pragma("wal_autocheckpoint = 0");
    other.pragma(`user_version = ${migrations.length + 1}`);
    const crashed = await stateFolder();
    try {
      for (const name of ["longrein.db", "longrein.db-wal"]) {
        await copyFile(`${folder.path}/${name}`, `${crashed.path}/${name}`);
        await chmod(`${crashed.path}/${name}`, 0o640);
      }
      expect(() => crashed.openStore()).toThrow(/newer longrein/);
      for (const name of ["longrein.db", "longrein.db-wal"]) {
        const [left, found] = [`${folder.path}/${name}`, `${crashed.path}/${name}`];
        expect(await readFile(found)).toEqual(await readFile(left));
        expect((await stat(found)).mode & 0o777).toBe(0o640);
      }
    } finally {
      await crashed.remove();
    }
  });
});

describe("a transaction", () => {
  it("that fails leaves nothing behind and tells nobody", () => {
    const { database } = folder.openStore();
    const told: string[] = [];
    const failing = () =>
      database.transaction(() => {
        database.run(insert, "x", value);
        database.afterCommit(() => told.push("failed"));
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    expect(database.get(count)).toEqual({ n: 0 });
    database.transaction(() => database.afterCommit(() => told.push("committed")));
    expect(told).toEqual(["committed"]);
  });

  it("inside another ends with the outer one", () => {
    const { database } = folder.openStore();
    const told: string[] = [];
    const failing = () =>
      database.transaction(() => {
        database.transaction(() => {
          database.run(insert, "x", value);
          database.afterCommit(() => told.push("inner"));
        });
        expect(told).toEqual([]);
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    expect([database.get(count), told]).toEqual([{ n: 0 }, []]);
  });

  it("is durable for others in the moment in which it is told", () => {
    const { database } = folder.openStore();
    const other = folder.asSomebodyElse();
    const seen: unknown[] = [];
    database.transaction(() => {
      database.run(insert, "x", value);
      database.afterCommit(() => seen.push(other.prepare(count).get()));
      seen.push(other.prepare(count).get());
    });
    expect(seen).toEqual([{ n: 0 }, { n: 1 }]);
  });

  it("stays committed, and is told to all others, when one who is told fails", () => {
    const { database } = folder.openStore();
    const told: string[] = [];
    const failing = () =>
      database.transaction(() => {
        database.run(insert, "x", value);
        database.afterCommit(() => {
          throw new Error("on purpose");
        });
        database.afterCommit(() => told.push("second"));
      });
    expect(failing).toThrow("told of a commit");
    expect([database.get(count), told]).toEqual([{ n: 1 }, ["second"]]);
  });
});
