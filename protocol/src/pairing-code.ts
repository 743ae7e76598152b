// What a QR or pairing link holds: how to reach one agent, its key, and a secret that makes whoever has
// it the one who may pair. See docs/protocol.md, "Pairing".
//
//   link     APP ‖ "/#1" ‖ base64url(offer)             the fragment never leaves the browser
//   offer    sessionId[16] ‖ agentKey[32] ‖ secret[32] ‖ relay host (ASCII, 0..128)
//
// Without a host the relay is where the app is. Such an offer is 107 characters; behind an app address
// of up to 23 characters the link is at most 133, one below what QR version 6-L holds as bytes: 41×41
// modules, with the quiet zone 45 by 23 terminal cells at two modules per cell. A host or a longer
// address costs a version: up to 154 characters fit 7-L, 192 fit 8-L.

import { fromBase64url, toBase64url } from "./base64url.ts";
import { ByteReader, ascii, concat } from "./bytes.ts";
import { sessionIdBytes } from "./envelope.ts";
import { ProtocolFailure } from "./failure.ts";

export interface PairingOffer {
  readonly sessionId: Uint8Array;
  /** The agent's Noise static key. */
  readonly agentKey: Uint8Array;
  readonly secret: Uint8Array;
  /** Host and perhaps port of the relay; absent where the relay serves the app. */
  readonly relayHost?: string;
}

export interface PairingLink {
  readonly offer: PairingOffer;
  /** "https://host" of a whole link; absent when only its fragment was given. */
  readonly appOrigin?: string;
}

const keyBytes = 32;
const secretBytes = 32;
/** The offer without a host: what the typed code carries at least. */
export const pairingOfferBytes = sessionIdBytes + keyBytes + secretBytes;
/** Keeps an offer within one typed-code frame, and a link within a QR that a phone can read. */
export const relayHostBytesMax = 128;

const linkCharactersMax = 2_048;
const linkVersion = "1";
const hostForm = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::([1-9][0-9]{0,4}))?$/;
const originForm = /^https?:\/\/[^/?@\\]+(?=[/?]|$)/i;

export function encodePairingOffer(offer: PairingOffer): Uint8Array {
  const { sessionId, agentKey, secret, relayHost = "" } = offer;
  const bytes = concat(sessionId, agentKey, secret);
  const fits =
    sessionId.length === sessionIdBytes &&
    agentKey.length === keyBytes &&
    bytes.length === pairingOfferBytes;
  if (!fits)
    throw new RangeError("expected a session ID, a key and a secret of 16, 32 and 32 bytes");
  if (relayHost !== "" && !isHost(relayHost)) throw new RangeError("expected a relay host");
  return concat(bytes, ascii(relayHost));
}

export function parsePairingOffer(bytes: Uint8Array): PairingOffer {
  if (bytes.length < pairingOfferBytes) throw refused("is incomplete: copy or scan it once more");
  const reader = new ByteReader(bytes);
  const sessionId = reader.take(sessionIdBytes);
  const agentKey = reader.take(keyBytes);
  const secret = reader.take(secretBytes);
  if (reader.remaining === 0) return { sessionId, agentKey, secret };
  if (reader.remaining > relayHostBytesMax) throw damaged();
  const relayHost = String.fromCharCode(...reader.rest());
  if (!isHost(relayHost)) throw damaged();
  return { sessionId, agentKey, secret, relayHost };
}

export function pairingLink(appUrl: string, offer: PairingOffer): string {
  const base = appUrl.endsWith("/") ? appUrl : `${appUrl}/`;
  return `${base}#${linkVersion}${toBase64url(encodePairingOffer(offer))}`;
}

/** Takes a whole link or its fragment. White space is dropped: terminals break long lines. */
export function parsePairingLink(text: string): PairingLink {
  if (text.length > linkCharactersMax) throw notAPairingLink();
  const link = text.replaceAll(/\s+/g, "");
  const hash = link.indexOf("#");
  const offer = parseFragment(link.slice(hash + 1));
  if (hash <= 0) return { offer };
  const appOrigin = originForm.exec(link.slice(0, hash))?.[0].toLowerCase();
  if (appOrigin === undefined) throw notAPairingLink();
  return { offer, appOrigin };
}

function parseFragment(fragment: string): PairingOffer {
  if (!/^[A-Za-z0-9_-]+$/.test(fragment)) throw notAPairingLink();
  if (!fragment.startsWith(linkVersion)) {
    throw refused("was made by another version: update this app or the program on the computer");
  }
  const bytes = fromBase64url(fragment.slice(linkVersion.length));
  if (bytes === undefined) throw damaged();
  return parsePairingOffer(bytes);
}

function isHost(host: string): boolean {
  if (host.length > relayHostBytesMax || host.includes("..")) return false;
  const match = hostForm.exec(host);
  return match !== null && Number(match[1] ?? 0) <= 65_535;
}

function notAPairingLink(): ProtocolFailure {
  return refused("does not look like one: scan or copy the whole link that the computer shows");
}

function damaged(): ProtocolFailure {
  return refused("is damaged: scan or copy it once more from the computer");
}

/** Never holds what was given: a pairing code is a secret. */
function refused(why: string): ProtocolFailure {
  return new ProtocolFailure("PAIRING_CODE", `the pairing link ${why}`);
}
