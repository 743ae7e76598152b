// One sealing key for each run, made of the master key and the run's own salt. Forgetting the salt shreds
// what was sealed under it, in this file and in every copy of it that does not hold the salt.

import { Sealer } from "../platform/sealing.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type Database, bytesOf } from "./database.ts";

const saltBytes = 32;
/** Sealers that are kept at hand: more than there are runs under way. */
const sealersMax = 64;

export class RunSalts {
  readonly #database: Database;
  readonly #master: Uint8Array;
  readonly #sealers = new Map<string, Sealer>();

  constructor(database: Database, master: Uint8Array) {
    this.#database = database;
    this.#master = master;
  }

  /** Makes the salt at its first use, in the transaction of what is sealed. */
  sealerFor(name: string): Sealer {
    const known = this.#sealers.get(name);
    if (known !== undefined) return known;
    const sealer = new Sealer(this.#master, this.#salt(name));
    // Not before it is durable: a salt that was rolled back must not seal anything that stays.
    this.#database.afterCommit(() => this.#keep(name, sealer));
    return sealer;
  }

  /** Whatever was sealed under this name opens no more, here or from a copy. */
  shred(name: string): void {
    this.#database.run("DELETE FROM salts WHERE name = ?", name);
    this.#sealers.delete(name);
  }

  #salt(name: string): Uint8Array {
    const found = this.#database.get("SELECT salt FROM salts WHERE name = ?", name);
    if (found !== undefined) return bytesOf(found, "salt");
    const salt = nodePrimitives.randomBytes(saltBytes);
    this.#database.run("INSERT INTO salts (name, salt) VALUES (?, ?)", name, salt);
    return salt;
  }

  #keep(name: string, sealer: Sealer): void {
    const [oldest] = this.#sealers.keys();
    if (this.#sealers.size >= sealersMax && oldest !== undefined) this.#sealers.delete(oldest);
    this.#sealers.set(name, sealer);
  }
}
