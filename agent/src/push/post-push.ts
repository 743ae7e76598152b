// One message to a push service, over HTTPS: RFC 8030. What it answers is one of four words; nobody is led elsewhere.

import { lookupPublic } from "../platform/public-lookup.ts";
import { exchange } from "../platform/http-request.ts";
import type { PushPlace } from "./push-place.ts";

export type PushResult =
  /** It will pass it on. */
  | "taken"
  /** The browser has no such subscription any more. */
  | "gone"
  /** It will not, and would not later. */
  | "refused"
  /** It did not answer, or not now. */
  | "unreachable";

export interface PushPost {
  readonly authorization: string;
  readonly sealed: Uint8Array;
  /** So long the service keeps it for a phone that is off. */
  readonly secondsKept: number;
  readonly topic: string;
}

const withinMs = 15_000;
const answerBytesMax = 16_384;

export async function postPush(
  { url, isOwn }: PushPlace,
  { authorization, sealed, secondsKept, topic }: PushPost,
): Promise<PushResult> {
  const headers = {
    Authorization: authorization,
    "Content-Encoding": "aes128gcm",
    "Content-Type": "application/octet-stream",
    "Content-Length": String(sealed.length),
    TTL: String(secondsKept),
    Topic: topic,
    Urgency: "high",
  };
  const lookup = isOwn ? undefined : lookupPublic;
  const post = { method: "POST", headers, body: sealed, lookup, withinMs } as const;
  try {
    return resultOf((await exchange(url, post, answerBytesMax)).status);
  } catch {
    return "unreachable";
  }
}

function resultOf(status: number): PushResult {
  if (status >= 200 && status < 300) return "taken";
  if (status === 404 || status === 410) return "gone";
  return status === 429 || status >= 500 ? "unreachable" : "refused";
}
