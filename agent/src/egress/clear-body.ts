// An event as it is written to its feed: all its texts cleared, whichever fields a kind has now or gets
// later. Every string of the encoded event is looked at, but for fields that are bytes.

import { type AgentEvent, encodeEvent } from "@longrein/protocol";
import { clearText } from "./clear-text.ts";
import { type Cleared, assertCleared } from "./cleared.ts";
import type { Keep } from "./hide-secrets.ts";
import { withSecretsNamed } from "./risk-of-secrets.ts";

/** Ids, nonces and digests are anything by chance, and must stay what they are. */
const bytesFields: ReadonlySet<string> = new Set(
  "run approval question device command nonce artifact inputs".split(" "),
);
const base64url = /^(?:[\w-]{22}|[\w-]{43})$/;

export function clearBody(event: AgentEvent, keep: Keep): Cleared<string> {
  const isAsk = event.t === "approval.asked";
  const encoded = encodeEvent(event.t === "approval.asked" ? withSecretsNamed(event) : event);
  const body = JSON.stringify(JSON.parse(encoded), (name, value: unknown) => {
    if (typeof value !== "string") return value;
    // What is signed is shown as it is, or it would not be what is signed.
    if (isAsk && name === "action") return value;
    return bytesFields.has(name) && base64url.test(value) ? value : clearText(value, keep);
  });
  assertCleared(body);
  return body;
}
