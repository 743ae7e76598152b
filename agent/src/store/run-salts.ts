// One sealing key for each run, made of the master key and the run's own salt. Once the salt is forgotten,
// all that was said, asked and shown in the run opens no more: not here, and not from a copy without it.

import { toBase64url } from "@longrein/protocol";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { Sealer, UnsealFailure } from "../platform/sealing.ts";
import { type Database, bytesOf } from "./database.ts";

const saltBytes = 32;
/** Sealers that are kept at hand: more than there are runs under way. */
const sealersMax = 64;

/** As the run's feed is called. */
export function saltOfRun(run: Uint8Array): string {
  return `run:${toBase64url(run)}`;
}

export class RunSalts {
  readonly #database: Database;
  readonly #master: Uint8Array;
  readonly #sealers = new Map<string, Sealer>();

  constructor(database: Database, master: Uint8Array) {
    this.#database = database;
    this.#master = master;
  }

  seal(name: string, place: string, plaintext: Uint8Array): Uint8Array {
    return this.#sealer(name).seal(place, plaintext);
  }

  open(name: string, place: string, sealed: Uint8Array): Uint8Array {
    const sealer = this.#known(name);
    if (sealer === undefined) throw new UnsealFailure(`the salt of ${name} is not there any more`);
    return sealer.open(place, sealed);
  }

  /** Equal for equal texts of the same salt, and of no use without it. */
  fingerprint(name: string, text: Uint8Array): Uint8Array {
    return this.#sealer(name).fingerprint(text);
  }

  has(name: string): boolean {
    return this.#database.get("SELECT 1 FROM salts WHERE name = ?", name) !== undefined;
  }

  /** From here on nothing that was sealed under it opens. */
  forget(name: string): void {
    this.#database.run("DELETE FROM salts WHERE name = ?", name);
    this.#sealers.delete(name);
  }

  #sealer(name: string): Sealer {
    return this.#known(name) ?? this.#sealerOf(name, this.#makeSalt(name));
  }

  #known(name: string): Sealer | undefined {
    const atHand = this.#sealers.get(name);
    if (atHand !== undefined) return atHand;
    const row = this.#database.get("SELECT salt FROM salts WHERE name = ?", name);
    return row && this.#sealerOf(name, bytesOf(row, "salt"));
  }

  /** Within the transaction of what is sealed under it. */
  #makeSalt(name: string): Uint8Array {
    const salt = nodePrimitives.randomBytes(saltBytes);
    this.#database.run("INSERT INTO salts (name, salt) VALUES (?, ?)", name, salt);
    return salt;
  }

  #sealerOf(name: string, salt: Uint8Array): Sealer {
    const sealer = new Sealer(this.#master, salt);
    // A salt that is rolled back must not be remembered: nothing that it seals could be opened again.
    this.#database.afterCommit(() => this.#keep(name, sealer));
    return sealer;
  }

  #keep(name: string, sealer: Sealer): void {
    const [oldest] = this.#sealers.keys();
    if (this.#sealers.size >= sealersMax && oldest !== undefined) this.#sealers.delete(oldest);
    this.#sealers.set(name, sealer);
  }
}
