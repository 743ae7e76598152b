// The relay's half of a typed code: claims the nameplate with bytes of this page's own, and gets what to dial
// and to attach with. See docs/protocol.md, "Nameplates".

import { toBase64url } from "@longrein/protocol";
import { idFromText } from "@longrein/protocol/envelope";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { CodeRefused } from "./code-refused.ts";

export interface Ticket {
  readonly sessionId: Uint8Array;
  readonly id: Uint8Array;
  readonly capability: Uint8Array;
}

const tries = 3;
const answerWithinMs = 5_000;
const againAfterMs = 500;

/** The relay gives the same ticket to the same claim, be it that its answer was lost or the code mistyped. */
const claimed = { relayUrl: "", nameplate: "", claim: "" };

/** Rejects with CodeRefused. */
export async function claimNameplate(relayUrl: string, nameplate: string): Promise<Ticket> {
  if (claimed.relayUrl !== relayUrl || claimed.nameplate !== nameplate) {
    const claim = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
    Object.assign(claimed, { relayUrl, nameplate, claim });
  }
  const { claim } = claimed;
  const answer = await answerTo(relayUrl, JSON.stringify({ nameplate, claim }), tries);
  switch (answer.status) {
    case 200:
      return ticketIn(await answer.text());
    case 409:
      throw new CodeRefused("code-claimed");
    case 429:
      throw new CodeRefused("code-too-often");
    default:
      // Any web server may say 404 of an address that it does not know.
      if (!(await isRelay(relayUrl))) throw new CodeRefused("code-no-relay");
      throw new CodeRefused(answer.status === 404 ? "code-unknown" : "unreachable");
  }
}

async function answerTo(relayUrl: string, body: string, left: number): Promise<Response> {
  try {
    return await fetch(new URL("/v1/nameplates/claim", relayUrl), {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      signal: AbortSignal.timeout(answerWithinMs),
    });
  } catch {
    if (left <= 1) throw new CodeRefused("unreachable");
    await new Promise((resolve) => setTimeout(resolve, againAfterMs));
    return answerTo(relayUrl, body, left - 1);
  }
}

function ticketIn(text: string): Ticket {
  const answer = jsonIn(text);
  const field = (name: string): Uint8Array => {
    const id = idFromText(String(answer?.[name]));
    if (id === undefined) throw new CodeRefused("code-no-relay");
    return id;
  };
  return { sessionId: field("sessionId"), id: field("id"), capability: field("capability") };
}

async function isRelay(relayUrl: string): Promise<boolean> {
  const signal = AbortSignal.timeout(answerWithinMs);
  const answer = await fetch(new URL("/.well-known/longrein", relayUrl), { signal }).catch(() => {
    throw new CodeRefused("unreachable");
  });
  return answer.ok && jsonIn(await answer.text())?.["product"] === "longrein";
}

function jsonIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseStrictJson(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
