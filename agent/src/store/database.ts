// Opens the store: SQLite in one file, write-ahead log, every commit durable before it is acted on.
// A store that a newer version wrote is refused and not touched.

import Sqlite from "better-sqlite3";
import { keepPrivate } from "../platform/files.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { earlierVersion, keepEarlierVersion, removeEarlierVersions } from "./earlier-versions.ts";
import { migrations } from "./migrations.ts";

export type Row = Readonly<Record<string, unknown>>;
export type Value = string | number | Uint8Array | null;

export class StoreFailure extends Error {
  override readonly name = "StoreFailure";
}

export class Database {
  readonly #file: string;
  readonly #sqlite: Sqlite.Database;
  readonly #statements = new Map<string, Sqlite.Statement<Value[], Row>>();
  #synchronous: "FULL" | "NORMAL" = "FULL";
  #inTransaction = false;
  #afterCommit: (() => void)[] = [];
  readonly #onRollback: (() => void)[] = [];
  /** For tests: called at each place where a crash could fall: before and after every write, and after every commit. */
  faultPoint: ((place: string) => void) | undefined;

  constructor(stateFolder: string) {
    const file = `${stateFolder}/longrein.db`;
    this.#file = file;
    refuseNewer(file, versionWithoutTouching(file));
    this.#sqlite = new Sqlite(file);
    try {
      keepPrivate(file);
      this.#prepare(file);
    } catch (failure) {
      this.#sqlite.close();
      throw failure;
    }
  }

  #prepare(file: string): void {
    // Before anything is written: it cannot be changed later without writing the whole file anew.
    this.#sqlite.pragma("auto_vacuum = INCREMENTAL");
    this.#sqlite.pragma("busy_timeout = 5000");
    this.#sqlite.pragma("journal_mode = WAL");
    // An answer must not be forgotten once it was acted on, not even by a power cut.
    this.#sqlite.pragma(`synchronous = ${this.#synchronous}`);
    // Folded in by less often than usual: every fold waits for the disk twice.
    this.#sqlite.pragma("wal_autocheckpoint = 4000");
    this.#sqlite.pragma("foreign_keys = ON");
    this.#sqlite.pragma("secure_delete = ON");
    this.#sqlite.pragma("temp_store = MEMORY");
    this.#copyBeforeMigration(file, versionOf(this.#sqlite));
    this.transaction(() => {
      const version = versionOf(this.#sqlite);
      refuseNewer(file, version);
      for (const step of migrations.slice(version)) this.#sqlite.exec(step);
      this.#sqlite.pragma(`user_version = ${migrations.length}`);
    });
    if (this.#sqlite.pragma("auto_vacuum", { simple: true }) === 0) this.#sqlite.exec("VACUUM");
  }

  #copyBeforeMigration(file: string, version: number): void {
    if (version === 0 || version >= migrations.length) return;
    try {
      keepEarlierVersion(this.#sqlite, file, version);
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : "unknown";
      const message = `${file} could not be copied before it is brought to this version, so it was not: ${why}`;
      throw new StoreFailure(message, { cause });
    }
  }

  /** Copies of how it was before it was brought to this version, once they are too old. */
  removeEarlierVersions(now: number, retentionDays: number): void {
    removeEarlierVersions(this.#file, now, retentionDays);
  }

  get(sql: string, ...values: Value[]): Row | undefined {
    return this.#statement(sql).get(...values);
  }

  all(sql: string, ...values: Value[]): Row[] {
    return this.#statement(sql).all(...values);
  }

  /** Row by row, for as long as the caller asks for more. */
  *each(sql: string, ...values: Value[]): Generator<Row, void, undefined> {
    yield* this.#statement(sql).iterate(...values);
  }

  /** Returns how many rows changed: a lost race shows as 0. */
  run(sql: string, ...values: Value[]): number {
    if (!this.#inTransaction) this.#synchronise("FULL");
    this.faultPoint?.(sql);
    const { changes } = this.#statement(sql).run(...values);
    this.faultPoint?.(`after ${sql}`);
    return changes;
  }

  /** All or nothing, and durable before anything follows; transactions inside join the outer one. */
  transaction<T>(act: () => T): T {
    return this.#transaction("FULL", act);
  }

  /**
   * For what nobody acts upon: a power cut may take it, whole and from the end, unless it is inside a transaction
   * that is durable, or one has followed. A crash of this program takes nothing.
   */
  lightTransaction<T>(act: () => T): T {
    return this.#transaction("NORMAL", act);
  }

  #transaction<T>(level: "FULL" | "NORMAL", act: () => T): T {
    if (this.#inTransaction) {
      if (level === "FULL" && this.#synchronous !== level) {
        throw new StoreFailure("expected nothing that must be durable inside what need not be");
      }
      return act();
    }
    this.#synchronise(level);
    this.#statement("BEGIN IMMEDIATE").run();
    this.#inTransaction = true;
    let result: T;
    try {
      result = act();
      this.#statement("COMMIT").run();
      this.#inTransaction = false;
    } catch (failure) {
      this.#rollBack();
      throw failure;
    }
    this.faultPoint?.("after COMMIT");
    this.#tell();
    return result;
  }

  #rollBack(): void {
    this.#inTransaction = false;
    this.#afterCommit = [];
    for (const forget of this.#onRollback) forget();
    // Some failures, as of a full disk, have rolled it back already.
    if (this.#sqlite.inTransaction) this.#statement("ROLLBACK").run();
  }

  /** Not within a transaction; and seldom, since what is light comes many times in a row. */
  #synchronise(level: "FULL" | "NORMAL"): void {
    if (level === this.#synchronous) return;
    this.#sqlite.pragma(`synchronous = ${level}`);
    this.#synchronous = level;
  }

  /** Changes with each commit by another connection, and with none of ours. */
  othersVersion(): number {
    return numberOf(this.get("PRAGMA data_version") ?? {}, "data_version");
  }

  /** What others may learn only once it is durable. One that fails keeps none of the others from it. */
  afterCommit(told: () => void): void {
    if (this.#inTransaction) this.#afterCommit.push(told);
    else told();
  }

  /** For what is remembered beside the database: none of it may outlive a transaction that failed. */
  onRollback(forget: () => void): void {
    this.#onRollback.push(forget);
  }

  #tell(): void {
    const failures: unknown[] = [];
    for (const told of this.#afterCommit.splice(0)) {
      try {
        told();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) throw new AggregateError(failures, "told of a commit, and failed");
  }

  /** A value made once and kept. */
  constant(name: string, length: number): Uint8Array {
    const found = this.get("SELECT value FROM meta WHERE name = ?", name);
    if (found !== undefined) return bytesOf(found, "value");
    const value = nodePrimitives.randomBytes(length);
    this.run("INSERT INTO meta (name, value) VALUES (?, ?)", name, value);
    return value;
  }

  /**
   * Gives back the room of what was deleted and empties the log of writes, where it may still stand. False if
   * another connection kept it from that.
   */
  erase(): boolean {
    this.#synchronise("FULL");
    this.#sqlite.pragma("incremental_vacuum");
    return this.get("PRAGMA wal_checkpoint(TRUNCATE)")?.["busy"] === 0;
  }

  /** As it is at this moment, without what was deleted; to a file that is not there yet. */
  copyTo(path: string): void {
    this.#sqlite.prepare("VACUUM INTO ?").run(path);
  }

  /** For what comes back from elsewhere when all has ended. */
  get isOpen(): boolean {
    return this.#sqlite.open;
  }

  close(): void {
    this.#sqlite.close();
  }

  #statement(sql: string): Sqlite.Statement<Value[], Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sqlite.prepare<Value[], Row>(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Even to close a store that was opened for writing folds its log into it: so a look comes first. */
function versionWithoutTouching(file: string): number {
  let sqlite: Sqlite.Database;
  try {
    sqlite = new Sqlite(file, { readonly: true });
  } catch {
    return 0; // there is none, or opening it for writing will say why not
  }
  try {
    return versionOf(sqlite);
  } finally {
    sqlite.close();
  }
}

function versionOf(sqlite: Sqlite.Database): number {
  return Number(sqlite.pragma("user_version", { simple: true }));
}

function refuseNewer(file: string, version: number): void {
  if (version <= migrations.length) return;
  const earlier = earlierVersion(file, migrations.length);
  const back = earlier === undefined ? "" : `. As it was before that it lies in ${earlier}`;
  throw new StoreFailure(
    `${file} was written by a newer longrein (store version ${version}, this one knows ${migrations.length}); update longrein, nothing was changed${back}`,
  );
}

export function bytesOf(row: Row, name: string): Uint8Array {
  const value = row[name];
  if (!(value instanceof Uint8Array)) throw new StoreFailure(`expected bytes in ${name}`);
  return new Uint8Array(value);
}

export function textOf(row: Row, name: string): string {
  const value = row[name];
  if (typeof value !== "string") throw new StoreFailure(`expected text in ${name}`);
  return value;
}

export function numberOf(row: Row, name: string): number {
  const value = row[name];
  if (typeof value !== "number") throw new StoreFailure(`expected a number in ${name}`);
  return value;
}

export function oneOf<const T extends string>(row: Row, name: string, choices: readonly T[]): T {
  const value = textOf(row, name);
  const found = choices.find((choice) => choice === value);
  if (found === undefined) throw new StoreFailure(`unexpected ${value} in ${name}`);
  return found;
}
