// Asks the relay for a nameplate, the first half of a typed code, and leaves with it what the phone that
// types it needs to attach. See docs/protocol.md, "Typed code".

import { toBase64url } from "@longrein/protocol";
import { object, text } from "@longrein/protocol/shape";
import { parseStrictJson } from "@longrein/protocol/strict-json";
import { askOverHttp } from "../platform/http-request.ts";

export interface NameplateRequest {
  readonly relayUrl: string;
  readonly relaySecret: string | undefined;
  readonly sessionId: Uint8Array;
  readonly ticket: { readonly id: Uint8Array; readonly capability: Uint8Array };
}

const answerWithinMs = 5_000;
const answerShape = object({ nameplate: text(4, /^[0-9A-HJKMNP-TV-Z]{4}$/) });

/** Rejects with why in words for a person. */
export async function askForNameplate(request: NameplateRequest): Promise<string> {
  const { relayUrl, relaySecret, sessionId, ticket } = request;
  const answer = await askOverHttp(new URL("/v1/nameplates", relayUrl), {
    method: "POST",
    headers: { "Content-Type": "application/json", ...authorization(relaySecret) },
    body: JSON.stringify({
      sessionId: toBase64url(sessionId),
      id: toBase64url(ticket.id),
      capability: toBase64url(ticket.capability),
    }),
    withinMs: answerWithinMs,
  }).catch((cause: unknown) => {
    throw new Error("the relay does not answer", { cause });
  });
  if (answer.status !== 201) throw new Error(`the relay refuses, with status ${answer.status}`);
  return answerShape.parse(parseStrictJson(answer.text), "nameplate").nameplate;
}

/** What a private relay wants to hear of an agent. */
export function authorization(relaySecret: string | undefined): Record<string, string> {
  return relaySecret === undefined ? {} : { Authorization: `Bearer ${relaySecret}` };
}
