// Seals a message to a browser, so that its push service passes on what it cannot read: RFC 8291, one record of
// aes128gcm (RFC 8188). Always of one length, whatever it says.
//
//   salt 16 │ record size 4 │ 65 │ our public key 65 │ AES-128-GCM( message │ 0x02 │ zeros ) │ tag 16

import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { concat, u32, u8, utf8 } from "@longrein/protocol";
import type { Cleared } from "../egress/cleared.ts";

/** What a browser made when it subscribed. */
export interface PushKeys {
  readonly p256dh: Uint8Array;
  readonly auth: Uint8Array;
}

/** New for each message. */
interface Once {
  readonly secret: Uint8Array;
  readonly salt: Uint8Array;
}

const curve = "prime256v1";
const recordBytes = 4_096;
/** With room for all that a notice can say. */
export const pushTextBytesMax = 1_023;
/** After it there are only zeros. */
const endOfText = 2;

/** False where the browser's key is none, or ours is not. */
export function canSealFor({ p256dh }: PushKeys, secret: Uint8Array): boolean {
  try {
    const keys = createECDH(curve);
    keys.setPrivateKey(secret);
    return keys.computeSecret(p256dh).length > 0;
  } catch {
    return false;
  }
}

export function sealPush(
  text: Cleared<Uint8Array>,
  keys: PushKeys,
  bytes = pushTextBytesMax,
  once = newOnce(),
): Uint8Array {
  if (text.length > bytes) throw new Error(`expected at most ${bytes} bytes to push`);
  const ours = createECDH(curve);
  ours.setPrivateKey(once.secret);
  const publicKey = ours.getPublicKey();
  const info = concat(utf8("WebPush: info\0"), keys.p256dh, publicKey);
  const shared = derive(ours.computeSecret(keys.p256dh), keys.auth, info, 32);
  const key = derive(shared, once.salt, utf8("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(shared, once.salt, utf8("Content-Encoding: nonce\0"), 12);
  const sealing = createCipheriv("aes-128-gcm", key, nonce);
  const padded = concat(text, u8(endOfText), new Uint8Array(bytes - text.length));
  const sealed = concat(sealing.update(padded), sealing.final(), sealing.getAuthTag());
  return concat(once.salt, u32(recordBytes), u8(publicKey.length), publicKey, sealed);
}

function newOnce(): Once {
  const ours = createECDH(curve);
  ours.generateKeys();
  return { secret: ours.getPrivateKey(), salt: randomBytes(16) };
}

function derive(key: Uint8Array, salt: Uint8Array, info: Uint8Array, bytes: number): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", key, salt, info, bytes));
}
