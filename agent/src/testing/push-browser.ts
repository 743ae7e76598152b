// A browser's half of a push subscription: makes the keys, and opens what was sealed for them. Written from RFC 8291
// and with WebCrypto, apart from what seals.

import { type webcrypto as Web, webcrypto } from "node:crypto";
import { concat, equalBytes, fromUtf8, utf8 } from "@longrein/protocol";
import { randomBytes } from "./rows.ts";

type Bytes = Uint8Array<ArrayBuffer>;
const { subtle } = webcrypto;
const onCurve = { name: "ECDH", namedCurve: "P-256" } as const;

export interface PushBrowser {
  readonly p256dh: Bytes;
  readonly auth: Bytes;
  /** The text, once everything about its sealing was found to be right. */
  open(message: Uint8Array): Promise<string>;
}

export async function pushBrowser(): Promise<PushBrowser> {
  const { privateKey, publicKey } = await subtle.generateKey(onCurve, false, ["deriveBits"]);
  const p256dh = new Uint8Array(await subtle.exportKey("raw", publicKey));
  const auth = copy(randomBytes(16));
  return { p256dh, auth, open: (message) => opened(copy(message), privateKey, p256dh, auth) };
}

async function opened(message: Bytes, ours: Web.CryptoKey, p256dh: Bytes, auth: Bytes) {
  const salt = message.slice(0, 16);
  const recordBytes = new DataView(message.buffer).getUint32(16);
  if (message[20] !== 65) throw new Error("expected a key of 65 bytes");
  const theirs = message.slice(21, 86);
  const sealed = message.slice(86);
  if (sealed.length > recordBytes) throw new Error("expected one record");
  const point = await subtle.importKey("raw", theirs, onCurve, false, []);
  const shared = await subtle.deriveBits({ name: "ECDH", public: point }, ours, 256);
  const info = copy(concat(utf8("WebPush: info\0"), p256dh, theirs));
  const base = await derived(new Uint8Array(shared), auth, info, 32);
  const key = await derived(base, salt, copy(utf8("Content-Encoding: aes128gcm\0")), 16);
  const iv = await derived(base, salt, copy(utf8("Content-Encoding: nonce\0")), 12);
  const aes = await subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  const padded = new Uint8Array(await subtle.decrypt({ name: "AES-GCM", iv }, aes, sealed));
  const end = padded.findLastIndex((byte) => byte !== 0);
  if (!equalBytes(padded.slice(end, end + 1), Uint8Array.of(2))) throw new Error("no last record");
  return fromUtf8(padded.slice(0, end));
}

async function derived(secret: Bytes, salt: Bytes, info: Bytes, bytes: number): Promise<Bytes> {
  const key = await subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const how = { name: "HKDF", hash: "SHA-256", salt, info };
  return new Uint8Array(await subtle.deriveBits(how, key, bytes * 8));
}

function copy(bytes: Uint8Array): Bytes {
  return Uint8Array.from(bytes);
}
