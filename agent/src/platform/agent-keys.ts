// The agent's own keys: one small file that only its user may read, written once and whole. Anybody who
// can read it can be this agent, so a file that others may read is refused, not repaired.

import { createHash, createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import {
  ByteReader,
  type KeyPair,
  type Signer,
  ascii,
  concat,
  equalBytes,
  sessionIdPreimage,
} from "@longrein/protocol";
import { nodePrimitives } from "./node-primitives.ts";

export interface AgentKeys {
  /** X25519, Noise static. */
  readonly noise: KeyPair;
  /** Ed25519: signs checkpoints, pinned by phones. */
  readonly identity: Signer;
  /** Ed25519: proves the session ID to a relay. */
  readonly relay: Signer;
  /** Seals the store. */
  readonly master: Uint8Array;
  readonly sessionId: Uint8Array;
}

export class KeyFileFailure extends Error {
  override readonly name = "KeyFileFailure";
}

const magic = ascii("longrein keys 1\0");
const secretBytes = 32;
const fileBytes = magic.length + 4 * secretBytes;

/** Whether there is an agent in this folder. */
export function hasKeys(stateFolder: string): boolean {
  return existsSync(join(stateFolder, "keys"));
}

export function loadOrCreateKeys(stateFolder: string): AgentKeys {
  const file = join(stateFolder, "keys");
  const existing = readKeyFile(file);
  if (existing !== undefined) return existing;
  createKeyFile(stateFolder, file);
  const created = readKeyFile(file);
  if (created === undefined) throw new KeyFileFailure(`${file} was removed as soon as it was made`);
  return created;
}

function readKeyFile(file: string): AgentKeys | undefined {
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
    return parseKeys(file, readFileSync(descriptor));
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Written beside its place, made durable, then linked: a crash leaves either no file or a whole one, and
 * of two that start at once the first link counts.
 */
function createKeyFile(folder: string, file: string): void {
  const bytes = concat(magic, randomBytes(4 * secretBytes));
  const draft = join(folder, `keys.${randomBytes(6).toString("hex")}`);
  const descriptor = openSync(draft, "wx", 0o600);
  try {
    writeSync(descriptor, bytes);
    fsyncSync(descriptor);
    linkSync(draft, file);
  } catch (failure) {
    if (codeOf(failure) !== "EEXIST") throw failure;
  } finally {
    closeSync(descriptor);
    rmSync(draft, { force: true });
  }
}

function codeOf(failure: unknown): unknown {
  return failure instanceof Error && "code" in failure ? failure.code : undefined;
}

function parseKeys(file: string, bytes: Uint8Array): AgentKeys {
  const whole = bytes.length === fileBytes && equalBytes(bytes.subarray(0, magic.length), magic);
  if (!whole) throw new KeyFileFailure(`${file} is not a key file of this version`);
  const reader = new ByteReader(bytes.subarray(magic.length));
  const noiseSecret = reader.take(secretBytes);
  const identity = signerOf(reader.take(secretBytes));
  const relay = signerOf(reader.take(secretBytes));
  const master = reader.take(secretBytes);
  const noise = { secret: noiseSecret, public: nodePrimitives.x25519Public(noiseSecret) };
  const preimage = sessionIdPreimage(relay.public);
  const sessionId = new Uint8Array(createHash("sha256").update(preimage).digest().subarray(0, 16));
  return { noise, identity, relay, master, sessionId };
}

const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");
const spkiPrefixBytes = 12;

function signerOf(seed: Uint8Array): Signer {
  const der = Buffer.concat([pkcs8Prefix, seed]);
  const key = createPrivateKey({ key: der, format: "der", type: "pkcs8" });
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return {
    public: new Uint8Array(spki.subarray(spkiPrefixBytes)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  };
}
