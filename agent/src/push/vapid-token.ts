// Says to a push service who sends, by a key that the phone has given to its machines alone: RFC 8292.

import { createECDH, createPrivateKey, sign } from "node:crypto";
import { toBase64url, utf8 } from "@longrein/protocol";

/** The service would take up to 24 hours; a token is made for each message. */
const secondsValid = 12 * 60 * 60;

/** The header by which the message is let in. `contact` is an https address; `now` in milliseconds. */
export function vapidAuthorization(
  secret: Uint8Array,
  endpoint: URL,
  contact: string | undefined,
  now: number,
): string {
  const keys = createECDH("prime256v1");
  keys.setPrivateKey(secret);
  const point = keys.getPublicKey();
  const expires = Math.floor(now / 1_000) + secondsValid;
  const claims = { aud: endpoint.origin, exp: expires, ...(contact && { sub: contact }) };
  const said = `${encoded({ typ: "JWT", alg: "ES256" })}.${encoded(claims)}`;
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => toBase64url(half));
  const jwk = { kty: "EC", crv: "P-256", d: toBase64url(secret), x: x ?? "", y: y ?? "" };
  const key = createPrivateKey({ key: jwk, format: "jwk" });
  const signature = sign("sha256", utf8(said), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${said}.${toBase64url(signature)}, k=${toBase64url(point)}`;
}

function encoded(value: object): string {
  return toBase64url(utf8(JSON.stringify(value)));
}
