// The file that the log is written to: its user's alone, and never longer than its bound. When it is full it
// becomes the first of the older ones, and the oldest is removed.

import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import { codeOf } from "./held-folder.ts";

export interface LogFileBounds {
  readonly bytesMax: number;
  /** Together with the one that is written to. */
  readonly files: number;
}

const usualBounds: LogFileBounds = { bytesMax: 1_048_576, files: 4 };
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | constants.O_NOFOLLOW;

export class LogFile {
  readonly #path: string;
  readonly #bounds: LogFileBounds;
  #descriptor: number;
  #bytes: number;

  constructor(path: string, bounds = usualBounds) {
    this.#path = path;
    this.#bounds = bounds;
    [this.#descriptor, this.#bytes] = open(path);
  }

  /** A line that cannot be written, as on a full disk, is lost: nothing else shall fail because of it. */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`);
    try {
      if (this.#bytes > 0 && this.#bytes + bytes.length > this.#bounds.bytesMax) this.#rotate();
      this.#bytes += writeSync(this.#descriptor, bytes);
    } catch {
      // Nowhere to say so.
    }
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #rotate(): void {
    for (let age = this.#bounds.files - 1; age > 0; age--) {
      moveIfThere(age === 1 ? this.#path : `${this.#path}.${age - 1}`, `${this.#path}.${age}`);
    }
    const full = this.#descriptor;
    [this.#descriptor, this.#bytes] = open(this.#path);
    closeSync(full);
  }
}

function open(path: string): [descriptor: number, bytes: number] {
  const descriptor = openSync(path, flags, 0o600);
  fchmodSync(descriptor, 0o600);
  return [descriptor, fstatSync(descriptor).size];
}

function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (failure) {
    if (codeOf(failure) !== "ENOENT") throw failure;
  }
}
