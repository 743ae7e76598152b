// The token of RFC 8292, verified as a push service verifies it.

import { createECDH, webcrypto } from "node:crypto";
import { fromBase64url, fromUtf8, toBase64url, utf8 } from "@longrein/protocol";
import { expect, it } from "vitest";
import { vapidAuthorization } from "./vapid-token.ts";

const keys = createECDH("prime256v1");
const publicKey = toBase64url(keys.generateKeys());
const secret = keys.getPrivateKey();
const endpoint = new URL("https://fcm.googleapis.com/fcm/send/secret-part");
const now = 1_800_000_000_500;

const read = (part = ""): unknown => JSON.parse(fromUtf8(fromBase64url(part) ?? new Uint8Array(0)));

it("is signed by the phone's key, for that service alone, and for less than a day", async () => {
  const header = vapidAuthorization(secret, endpoint, "https://app.example", now);
  const [, token = "", key = ""] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(key).toBe(publicKey);
  const [head, claims, signature = ""] = token.split(".");
  expect(read(head)).toEqual({ typ: "JWT", alg: "ES256" });
  expect(read(claims)).toEqual({
    aud: "https://fcm.googleapis.com",
    exp: 1_800_000_000 + 12 * 3_600,
    sub: "https://app.example",
  });
  const onCurve = { name: "ECDSA", namedCurve: "P-256" };
  const point = Uint8Array.from(fromBase64url(key) ?? []);
  const verifier = await webcrypto.subtle.importKey("raw", point, onCurve, false, ["verify"]);
  const how = { name: "ECDSA", hash: "SHA-256" };
  const signed = Uint8Array.from(fromBase64url(signature) ?? []);
  const verify = (said: string) =>
    webcrypto.subtle.verify(how, verifier, signed, Uint8Array.from(utf8(said)));
  expect(await verify(`${head}.${claims}`)).toBe(true);
  expect(await verify(`${head}.${claims}x`)).toBe(false);
});

it("names nobody where there is no address to name", () => {
  const header = vapidAuthorization(secret, endpoint, undefined, now);
  expect(read(/t=[\w-]+\.([\w-]+)/.exec(header)?.[1])).not.toHaveProperty("sub");
});
