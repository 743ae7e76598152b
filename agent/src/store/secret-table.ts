// What was hidden in a run's texts, sealed with the run's own salt, so that it is forgotten with the run. The
// same secret has the same number for as long as the run is kept, after a restart too.

import { utf8, fromUtf8 } from "@longrein/protocol";
import type { SecretVault } from "../egress/egress.ts";
import { cutText } from "../runs/cut-text.ts";
import { type Database, bytesOf, numberOf } from "./database.ts";
import type { RunSalts } from "./run-salts.ts";

/** What a run has more is hidden as well, but can be asked for by nobody. */
const secretsPerRunMax = 1_000;
/** As much as a phone can be told; a longer one is kept only so far. */
const originalBytesMax = 8_192;

export class SecretTable implements SecretVault {
  readonly #database: Database;
  readonly #salts: RunSalts;

  constructor(database: Database, salts: RunSalts) {
    this.#database = database;
    this.#salts = salts;
  }

  keep(run: string, kind: string, original: string): number | undefined {
    const bytes = utf8(cutText(original, originalBytesMax));
    const print = this.#salts.fingerprint(run, bytes);
    const known = this.#database.get(
      "SELECT number FROM secrets WHERE run = ? AND print = ?",
      run,
      print,
    );
    if (known !== undefined) return numberOf(known, "number");
    const sql = "SELECT coalesce(max(number), 0) + 1 AS n FROM secrets WHERE run = ?";
    const number = numberOf(this.#database.get(sql, run) ?? {}, "n");
    if (number > secretsPerRunMax) return undefined;
    this.#database.run(
      "INSERT INTO secrets (run, number, kind, print, original) VALUES (?, ?, ?, ?, ?)",
      run,
      number,
      kind,
      print,
      this.#salts.seal(run, place(run, number), bytes),
    );
    return number;
  }

  /** For somebody who may see it; undefined if there is none, or no more. */
  reveal(run: string, number: number): string | undefined {
    const sql = "SELECT original FROM secrets WHERE run = ? AND number = ?";
    const row = this.#database.get(sql, run, number);
    return row && fromUtf8(this.#salts.open(run, place(run, number), bytesOf(row, "original")));
  }

  forget(run: string): void {
    this.#database.run("DELETE FROM secrets WHERE run = ?", run);
  }
}

function place(run: string, number: number): string {
  return `secrets 1 ${run} ${number}`;
}
