// The key that signs releases: Ed25519, in a file of its own that only a passphrase opens, and that lies outside of
// every repository.

import {
  type KeyObject,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
} from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { relative, resolve } from "node:path";
import type { Signer } from "../../protocol/src/index.ts";

/** Shorter ones are guessed, since whoever has the file can try for ever. */
const passphraseCharactersMin = 16;
/** Before the raw key in its DER. */
const prefixBytes = 12;

/** Makes one where there is none; returns its public half. */
export function makeReleaseKey(file: string, passphrase: string, repository: string): Uint8Array {
  const within = relative(resolve(repository), resolve(file));
  if (!within.startsWith("..")) throw new Error(`${file} is in the repository: keep it elsewhere`);
  if (passphrase.length < passphraseCharactersMin) {
    throw new Error(`expected a passphrase of ${passphraseCharactersMin} characters or more`);
  }
  const { privateKey } = generateKeyPairSync("ed25519");
  const sealed = privateKey.export({
    type: "pkcs8",
    format: "pem",
    cipher: "aes-256-cbc",
    passphrase,
  });
  writeFileSync(file, sealed, { mode: 0o600, flag: "wx" });
  return publicHalf(privateKey);
}

export function openReleaseKey(file: string, passphrase: string): Signer {
  const key = createPrivateKey({ key: readFileSync(file), passphrase });
  if (key.asymmetricKeyType !== "ed25519") throw new Error(`${file} holds no Ed25519 key`);
  return {
    public: publicHalf(key),
    sign: (bytes) => new Uint8Array(sign(null, bytes, key)),
  };
}

function publicHalf(key: KeyObject): Uint8Array {
  const spki = createPublicKey(key).export({ format: "der", type: "spki" });
  return new Uint8Array(spki.subarray(prefixBytes));
}
