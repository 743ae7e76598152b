// Evidence that is kept whole beside the feeds: named by the SHA-256 of its bytes, cleared, and sealed piece by
// piece with the run's own salt, so that it is forgotten with the run. Bounded, each and all of a run together.

import type { AgentEvent, Primitives } from "@longrein/protocol";
import { artifactBytesMax, artifactPieceBytesMax } from "@longrein/protocol/limits";
import { type Cleared, assertCleared } from "../egress/cleared.ts";
import type { Egress } from "../egress/egress.ts";
import { type Database, bytesOf, numberOf } from "./database.ts";
import { type RunSalts, saltOfRun } from "./run-salts.ts";

export type ArtifactKind = Extract<AgentEvent, { t: "artifact" }>["kind"];

/** All artifacts of a run together: room for eight of the longest. */
const runBytesMax = 8 * artifactBytesMax;

export interface KeptArtifact {
  readonly artifact: Uint8Array;
  readonly bytes: number;
  readonly truncated: boolean;
  /** The one of its kind that was kept before it was the same. */
  readonly isRepeated: boolean;
}

export interface ArtifactPiece {
  /** Of the artifact as a whole. */
  readonly bytes: number;
  readonly piece: Cleared<Uint8Array>;
}

export interface ArtifactTableParts {
  readonly database: Database;
  readonly hash: Pick<Primitives, "sha256">;
  readonly salts: RunSalts;
  readonly egress: Egress;
}

export class ArtifactTable {
  readonly #parts: ArtifactTableParts;

  constructor(parts: ArtifactTableParts) {
    this.#parts = parts;
  }

  /** Within the transaction of the event that tells of it; undefined if the run has no room left. */
  keep(
    run: Uint8Array,
    kind: ArtifactKind,
    text: string,
    isWhole: boolean,
  ): KeptArtifact | undefined {
    const { hash, egress } = this.#parts;
    const all = egress.artifact(saltOfRun(run), text, isWhole);
    const wholeName = hash.sha256(all);
    const isKnown = this.#bytesOf(run, this.#print(run, wholeName)) !== undefined;
    const content = isKnown ? all : firstOf(all, Math.min(artifactBytesMax, this.#room(run)));
    if (content.length === 0) return undefined;
    const artifact = content.length === all.length ? wholeName : hash.sha256(content);
    const print = this.#print(run, artifact);
    const isRepeated = this.#isLast(run, kind, print);
    if (!isRepeated) this.#add(run, kind, print, content);
    const truncated = !isWhole || content.length < all.length;
    return { artifact, bytes: content.length, truncated, isRepeated };
  }

  /** From the offset on, as much as one answer holds; undefined if the run has no such artifact or place. */
  read(run: Uint8Array, artifact: Uint8Array, offset: number): ArtifactPiece | undefined {
    const { database, salts } = this.#parts;
    if (!salts.has(saltOfRun(run))) return undefined;
    const print = this.#print(run, artifact);
    const bytes = this.#bytesOf(run, print);
    if (bytes === undefined || offset >= bytes) return undefined;
    const number = Math.floor(offset / artifactPieceBytesMax);
    const sql = "SELECT piece FROM artifact_pieces WHERE run = ? AND print = ? AND number = ?";
    const sealed = bytesOf(database.get(sql, run, print, number) ?? {}, "piece");
    const whole = salts.open(saltOfRun(run), place(run, print, number), sealed);
    const piece = whole.subarray(offset % artifactPieceBytesMax);
    // It was when it was sealed, and nobody else can have sealed it.
    assertCleared(piece);
    return { bytes, piece };
  }

  forget(run: Uint8Array): void {
    this.#parts.database.run("DELETE FROM artifact_pieces WHERE run = ?", run);
    this.#parts.database.run("DELETE FROM artifacts WHERE run = ?", run);
  }

  #add(run: Uint8Array, kind: ArtifactKind, print: Uint8Array, content: Uint8Array): void {
    const { database, salts } = this.#parts;
    // What comes again after something else is the latest once more, and is stored once.
    const again = `UPDATE artifacts SET kind = ?, n = (SELECT max(n) + 1 FROM artifacts)
      WHERE run = ? AND print = ?`;
    if (database.run(again, kind, run, print) > 0) return;
    const sql = "INSERT INTO artifacts (run, print, kind, bytes) VALUES (?, ?, ?, ?)";
    database.run(sql, run, print, kind, content.length);
    for (let number = 0; number * artifactPieceBytesMax < content.length; number++) {
      const start = number * artifactPieceBytesMax;
      const piece = content.subarray(start, start + artifactPieceBytesMax);
      const sealed = salts.seal(saltOfRun(run), place(run, print, number), piece);
      database.run("INSERT INTO artifact_pieces VALUES (?, ?, ?, ?)", run, print, number, sealed);
    }
  }

  #print(run: Uint8Array, artifact: Uint8Array): Uint8Array {
    return this.#parts.salts.fingerprint(saltOfRun(run), artifact);
  }

  #bytesOf(run: Uint8Array, print: Uint8Array): number | undefined {
    const sql = "SELECT bytes FROM artifacts WHERE run = ? AND print = ?";
    const row = this.#parts.database.get(sql, run, print);
    return row && numberOf(row, "bytes");
  }

  #isLast(run: Uint8Array, kind: ArtifactKind, print: Uint8Array): boolean {
    const sql = `SELECT print = ? AS same FROM artifacts WHERE run = ? AND kind = ?
      ORDER BY n DESC LIMIT 1`;
    return this.#parts.database.get(sql, print, run, kind)?.["same"] === 1;
  }

  #room(run: Uint8Array): number {
    const sql = "SELECT coalesce(sum(bytes), 0) AS used FROM artifacts WHERE run = ?";
    const used = numberOf(this.#parts.database.get(sql, run) ?? {}, "used");
    return Math.max(0, runBytesMax - used);
  }
}

/** Cut between characters, so that what is left is text. */
function firstOf(text: Uint8Array, bytesMax: number): Uint8Array {
  let end = Math.min(text.length, bytesMax);
  while (end > 0 && end < text.length && isContinuation(text[end])) end--;
  return text.subarray(0, end);
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}

/** Sealed to where it stands: a piece moved elsewhere does not open. */
function place(run: Uint8Array, print: Uint8Array, number: number): string {
  const name = Buffer.from(print).toString("hex");
  return `artifacts 1 ${Buffer.from(run).toString("hex")} ${name} ${number}`;
}
