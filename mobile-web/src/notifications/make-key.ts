// The pair on P-256 by which a push service knows this phone's machines: RFC 8292.

import { fromBase64url, toBase64url } from "@longrein/protocol";

export interface SenderKey {
  readonly secret: string;
  readonly publicKey: string;
}

const onCurve = { name: "ECDSA", namedCurve: "P-256" };

export async function makeSenderKey(): Promise<SenderKey> {
  const { subtle } = crypto;
  const pair = await subtle.generateKey(onCurve, true, ["sign", "verify"]);
  const { d = "" } = await subtle.exportKey("jwk", pair.privateKey);
  const point = new Uint8Array(await subtle.exportKey("raw", pair.publicKey));
  if (fromBase64url(d)?.length !== 32) throw new Error("expected a secret of 32 bytes");
  return { secret: d, publicKey: toBase64url(point) };
}
