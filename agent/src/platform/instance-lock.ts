// One agent for each state folder. The lock is the kernel's, taken by way of SQLite: it is gone with the
// process that held it, however that ended, and a number in a file could never say so.

import Sqlite from "better-sqlite3";
import { keepPrivate } from "./files.ts";

export const lockName = "lock";

export interface InstanceLock {
  release(): void;
}

/** One that nobody mentions any more would be collected, and closed with that. */
const held = new Set<Sqlite.Database>();

/** Undefined if another process has it. */
export function takeLock(stateFolder: string): InstanceLock | undefined {
  const file = `${stateFolder}/${lockName}`;
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    keepPrivate(file);
    // Nothing is ever written, so there is nothing to take back.
    sqlite.pragma("journal_mode = MEMORY");
    sqlite.exec("BEGIN EXCLUSIVE");
    held.add(sqlite);
    return {
      release: () => {
        held.delete(sqlite);
        sqlite.close();
      },
    };
  } catch (failure) {
    sqlite.close();
    if (failure instanceof Sqlite.SqliteError && failure.code === "SQLITE_BUSY") return undefined;
    throw failure;
  }
}
