// A store that an earlier version has written, recorded as that version wrote it: opened by this one it has everything
// that was in it, and a copy of how it was lies beside it for a while.

import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, utimesSync } from "node:fs";
import Sqlite from "better-sqlite3";
import { decodeEvent, inboxFeed } from "@longrein/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { migrations } from "./migrations.ts";

const recorded = readFileSync(new URL("../testing/stores/version-1.sql", import.meta.url), "utf8");
const master = new Uint8Array(
  Buffer.from(/master key ([0-9a-f]{64})/.exec(recorded)?.[1] ?? "", "hex"),
);
const run = new Uint8Array(Buffer.from("4efa2c74292e9b4084f02e9cf1ccc5ea", "hex"));
const day = 86_400_000;

let folder: StateFolder;
const file = () => `${folder.path}/longrein.db`;
const copy = () => `${file()}.version-1`;

beforeEach(async () => {
  folder = await stateFolder();
  const sqlite = new Sqlite(file());
  sqlite.exec(recorded);
  sqlite.close();
});
afterEach(() => folder.remove());

function versionOf(path: string): unknown {
  const sqlite = new Sqlite(path, { readonly: true });
  const version = sqlite.pragma("user_version", { simple: true });
  sqlite.close();
  return version;
}

it("is brought to this version with all that was in it", () => {
  const store = folder.openStore(master);
  expect(versionOf(file())).toBe(migrations.length);
  expect(store.runs.byId(run)).toMatchObject({ driver: "puppet", state: "done", workspace: "w" });
  const [phone] = store.devices.live();
  // Nobody had said so; it goes on approving as its role has it.
  expect(phone).toMatchObject({ role: "operator" });
  expect(phone?.approver).toBeUndefined();
  const start = { feed: inboxFeed, seq: 0, chain: new Uint8Array(32) };
  const { events } = store.events.read(start, undefined, 100);
  expect(events.map(({ body }) => decodeEvent(body)?.t)).toEqual([
    "run.opened",
    "run.state",
    "approval.asked",
    "run.state",
    "approval.resolved",
    "run.state",
    "run.state",
  ]);
  expect(store.audit.verify()).toMatchObject({ kind: "whole", size: 7 });
});

it("is kept as it was, for its user alone, and can be gone back to", () => {
  folder.openStore(master);
  expect(versionOf(copy())).toBe(1);
  expect(statSync(copy()).mode & 0o777).toBe(0o600);
  const sqlite = new Sqlite(copy(), { readonly: true });
  expect(sqlite.prepare("SELECT count(*) AS n FROM audit").get()).toEqual({ n: 7 });
  expect(sqlite.pragma("integrity_check", { simple: true })).toBe("ok");
  sqlite.close();
});

it("is not copied when it is of this version already, or new", async () => {
  folder.openStore(master);
  utimesSync(copy(), 1, 1);
  folder.reopenStore();
  expect(statSync(copy()).mtimeMs).toBe(1_000);
  const other = await stateFolder();
  other.openStore();
  expect(existsSync(`${other.path}/longrein.db.version-0`)).toBe(false);
  await other.remove();
});

it("is not touched where it cannot be copied", () => {
  const before = readFileSync(file());
  mkdirSync(`${copy()}/in the way`, { recursive: true });
  chmodSync(folder.path, 0o700);
  expect(() => folder.openStore(master)).toThrow(/could not be copied before .* so it was not: /);
  expect(versionOf(file())).toBe(1);
  expect(readFileSync(file()).subarray(100)).toEqual(before.subarray(100));
});

it("of a newer version is refused with the way back, if there is one", () => {
  folder.openStore(master);
  folder.closeAll();
  folder.asSomebodyElse().pragma(`user_version = ${migrations.length + 1}`);
  folder.closeAll();
  expect(() => folder.openStore(master)).toThrow(
    `nothing was changed. As it was before that it lies in ${copy()}`,
  );
});

it.each([
  [14, 6, true],
  [14, 8, false],
  [2, 1, true],
  [2, 3, false],
  [0, 0, false],
])("kept %i days what runs said, a copy of %i days is still there: %s", (retention, age, is) => {
  const { database } = folder.openStore(master);
  const made = statSync(copy()).mtimeMs;
  database.removeEarlierVersions(made + age * day, retention);
  expect(existsSync(copy())).toBe(is);
});
