// The agent's own keys, made at its first start. They stay until somebody asks for others.

import {
  createHash,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  randomFillSync,
  sign,
} from "node:crypto";
import { existsSync } from "node:fs";
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
import { KeyFileFailure, createKeyFile, readKeyFile, replaceKeyFile } from "./key-file.ts";
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

/** As others know it. */
export function namesOf({ sessionId, noise, identity }: AgentKeys) {
  return { sessionId, noiseKey: noise.public, identityKey: identity.public };
}

const magic = ascii("longrein keys 1\0");
const secretBytes = 32;
const fileBytes = magic.length + 4 * secretBytes;

/** Whether there is an agent in this folder. */
export function hasKeys(stateFolder: string): boolean {
  return existsSync(keyFileIn(stateFolder));
}

export function loadOrCreateKeys(stateFolder: string): AgentKeys {
  const file = keyFileIn(stateFolder);
  if (!existsSync(file)) createKeyFile(file, concat(magic, randomBytes(4 * secretBytes)));
  return parseKeys(wholeKeyFile(file));
}

/** "session": another session ID; "identity": everything by which phones know it. */
export type KeyRotation = "session" | "identity";

/** The secrets to be replaced, in the order of the file: noise, identity, relay. Never the store's. */
const replacedBy: Readonly<Record<KeyRotation, readonly number[]>> = {
  session: [2],
  identity: [0, 1, 2],
};

/** New secrets in place of the old ones. Not while an agent runs with them. */
export function replaceKeys(stateFolder: string, rotation: KeyRotation): AgentKeys {
  const file = keyFileIn(stateFolder);
  const bytes = wholeKeyFile(file);
  for (const place of replacedBy[rotation]) {
    randomFillSync(bytes, magic.length + place * secretBytes, secretBytes);
  }
  replaceKeyFile(file, bytes);
  return parseKeys(bytes);
}

function keyFileIn(stateFolder: string): string {
  return join(stateFolder, "keys");
}

function wholeKeyFile(file: string): Uint8Array {
  const bytes = readKeyFile(file);
  if (bytes === undefined) throw new KeyFileFailure(`${file} is not there`);
  const whole = bytes.length === fileBytes && equalBytes(bytes.subarray(0, magic.length), magic);
  if (!whole) throw new KeyFileFailure(`${file} is not a key file of this version`);
  return bytes;
}

function parseKeys(bytes: Uint8Array): AgentKeys {
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
