// A store of its own for each test, in a folder that goes with it; and the file as somebody else sees it.

import { readFile, readdir } from "node:fs/promises";
import Sqlite from "better-sqlite3";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { type Store, openStore } from "../store/store.ts";

export class StateFolder {
  readonly path: string;
  readonly master: Uint8Array;
  readonly #folder: ThrowAwayFolder;
  readonly #open = new Set<{ close(): void }>();

  constructor(folder: ThrowAwayFolder, master: Uint8Array) {
    this.#folder = folder;
    this.path = folder.path;
    this.master = master;
  }

  openStore(master = this.master): Store {
    const store = openStore(this.path, master, nodePrimitives);
    this.#open.add(store.database);
    return store;
  }

  /** Ends what is open as an orderly end would, and opens anew what rests on disk. */
  reopenStore(): Store {
    this.closeAll();
    return this.openStore();
  }

  /** Any program of the same user, with SQLite. */
  asSomebodyElse(): Sqlite.Database {
    const sqlite = new Sqlite(`${this.path}/longrein.db`);
    this.#open.add(sqlite);
    return sqlite;
  }

  /** Everything that lies in the folder, logs included. */
  async allBytes(): Promise<Buffer> {
    const names = await readdir(this.path);
    return Buffer.concat(await Promise.all(names.map((name) => readFile(`${this.path}/${name}`))));
  }

  closeAll(): void {
    for (const open of this.#open) open.close();
    this.#open.clear();
  }

  async remove(): Promise<void> {
    this.closeAll();
    await this.#folder.remove();
  }
}

export async function stateFolder(): Promise<StateFolder> {
  const folder = await throwAwayFolder("longrein-test-");
  return new StateFolder(folder, nodePrimitives.randomBytes(32));
}
