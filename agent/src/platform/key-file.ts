// The file of the agent's keys: its user's alone, and written whole. Anybody who can read it can be this agent, so
// one that others may read is refused, not repaired.

import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { codeOf } from "./held-folder.ts";

export class KeyFileFailure extends Error {
  override readonly name = "KeyFileFailure";
}

/** Undefined if there is none. */
export function readKeyFile(file: string): Uint8Array | undefined {
  let descriptor: number;
  try {
    descriptor = openSync(file, "r");
  } catch (failure) {
    if (codeOf(failure) === "ENOENT") return undefined;
    throw failure;
  }
  try {
    const { mode, uid } = fstatSync(descriptor);
    if ((mode & 0o077) !== 0 || uid !== process.getuid?.()) {
      throw new KeyFileFailure(
        `${file} must belong to you and be readable by you alone (mode 0600)`,
      );
    }
    return new Uint8Array(readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/** Of two that start at once the first counts: one that is there stays. */
export function createKeyFile(file: string, bytes: Uint8Array): void {
  viaDraft(file, bytes, (draft) => {
    try {
      linkSync(draft, file);
    } catch (failure) {
      if (codeOf(failure) !== "EEXIST") throw failure;
    }
  });
}

export function replaceKeyFile(file: string, bytes: Uint8Array): void {
  // Where a link leads is what has to go.
  const place = realpathSync(file);
  viaDraft(place, bytes, (draft) => renameSync(draft, place));
}

/** Written beside its place and made durable first: a crash leaves either what was there or all of the new. */
function viaDraft(file: string, bytes: Uint8Array, put: (draft: string) => void): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const descriptor = openSync(draft, "wx", 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    put(draft);
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
}
