// What one sees of a relay from outside: whether it answers, which build it is, and whether it lets this agent in.

import { isRecord } from "@longrein/protocol/shape";
import type { HttpAnswer, HttpRequest } from "../platform/http-request.ts";

/** One request; in tests, to where the relay really is. */
export type Ask = (url: URL, request: HttpRequest) => Promise<HttpAnswer>;

export type Sight =
  | { readonly kind: "silent"; readonly why: string }
  | {
      readonly kind: "relay";
      readonly build: string;
      /** Only agents that know its secret, or its list of sessions, have a say. */
      readonly isPrivate: boolean;
      /** Undefined where it could not be found out. */
      readonly letsUsIn: boolean | undefined;
    };

const answerWithinMs = 10_000;

export async function lookAtRelay(
  origin: string,
  secret: string | undefined,
  ask: Ask,
): Promise<Sight> {
  try {
    const request = { withinMs: answerWithinMs };
    const health = await ask(new URL("/health", origin), request);
    if (health.status !== 200 || health.text !== "ok") return silent(`answered ${health.status}`);
    const { text } = await ask(new URL("/.well-known/longrein", origin), request);
    const about = jsonOf(text);
    if (!isRecord(about) || about["product"] !== "longrein" || typeof about["build"] !== "string") {
      return silent("something else answers there");
    }
    const isPrivate = about["access"] === "private";
    return { kind: "relay", build: about["build"], isPrivate, letsUsIn: await isLetIn() };
  } catch (failure) {
    return silent(failure instanceof Error ? failure.message : "no answer");
  }

  /** The secret is judged before the empty request that comes with it: nothing is kept, no object woken. */
  async function isLetIn(): Promise<boolean | undefined> {
    const { status } = await ask(new URL("/v1/nameplates", origin), {
      method: "POST",
      headers: secret === undefined ? {} : { Authorization: `Bearer ${secret}` },
      body: "{}",
      withinMs: answerWithinMs,
    });
    if (status === 400) return true;
    return status === 403 ? false : undefined;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function silent(why: string): Sight {
  return { kind: "silent", why };
}

/** What still differs from what was deployed; undefined if nothing does. */
export function amiss(sight: Sight, build: string): string | undefined {
  if (sight.kind === "silent") return sight.why;
  if (sight.build !== build) return `still ${sight.build}, not ${build}`;
  if (!sight.isPrivate) return "it serves everybody: its secret is not set";
  if (sight.letsUsIn === true) return undefined;
  return sight.letsUsIn === false
    ? "it does not take this agent's secret"
    : "it did not say whether it takes this agent's secret";
}
