// The two requests behind a typed code. An agent leaves a ticket and gets a nameplate; the phone on which
// the code was typed claims the nameplate and gets the ticket. What they then say to each other, the
// password-authenticated exchange, runs over the sockets; the relay never learns the code's other half.
//
//   POST /v1/nameplates        {sessionId, id, capability}  → 201 {nameplate, seconds}
//   POST /v1/nameplates/claim  {nameplate, claim}           → 200 {sessionId, id, capability}
//                                                             404 unknown · 409 used
//
// Everything is base64url of 16 bytes but the nameplate, four of Crockford's characters. Nothing travels
// in an address, where it would end in somebody's log.

import { idFromText } from "@longrein/protocol/envelope";
import { offerLifetimeMs } from "@longrein/protocol/limits";
import { isOriginAllowed } from "./admission.ts";
import { isEnrolled } from "./enrolment.ts";
import { type Environment, type Settings, parseSettings } from "./environment.ts";
import type { ClaimAnswer } from "./nameplate.ts";
import { registryOf } from "./pairing-registry.ts";
import { refusal } from "./refusal.ts";
import { readFields } from "./request-body.ts";
import { mayPair } from "./traffic.ts";

const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const nameplatePattern = /^[0-9A-HJKMNP-TV-Z]{4}$/;
/** With a thousand nameplates out at once, five tries fail together once in 10^15. */
const triesMax = 5;

export async function giveNameplate(request: Request, environment: Environment): Promise<Response> {
  const settings = parseSettings(environment);
  const no = await turnAway("agent", request, settings, environment);
  if (no !== undefined) return no;
  if (!(await isEnrolled(request.headers, settings))) return refusal(403);
  const fields = await readFields(request, ["sessionId", "id", "capability"]);
  if (fields === undefined || !Object.values(fields).every(isSixteenBytes)) return refusal(400);
  const { sessionId = "", id = "", capability = "" } = fields;
  const { allowedSessions } = settings;
  if (allowedSessions !== undefined && !allowedSessions.has(sessionId)) return refusal(403);
  for (let tries = 0; tries < triesMax; tries++) {
    const nameplate = randomNameplate();
    const registry = registryOf(environment.REGISTRY, nameplate);
    const { reserved } = await registry.reserve({ sessionId, id, capability });
    if (!reserved) continue;
    return Response.json({ nameplate, seconds: offerLifetimeMs / 1_000 }, { status: 201 });
  }
  return refusal(503);
}

export async function claimNameplate(
  request: Request,
  environment: Environment,
): Promise<Response> {
  const settings = parseSettings(environment);
  return readableBy(settings.appOrigin, await judgeClaim(request, environment, settings));
}

async function judgeClaim(
  request: Request,
  environment: Environment,
  settings: Settings,
): Promise<Response> {
  const no = await turnAway("phone", request, settings, environment);
  if (no !== undefined) return no;
  const fields = await readFields(request, ["nameplate", "claim"]);
  if (fields === undefined) return refusal(400);
  const { nameplate = "", claim = "" } = fields;
  if (!nameplatePattern.test(nameplate) || !isSixteenBytes(claim)) return refusal(400);
  const answer = await registryOf(environment.REGISTRY, nameplate).claim(claim);
  return answerTo(answer);
}

function answerTo(answer: ClaimAnswer): Response {
  switch (answer.kind) {
    case "granted":
      return Response.json(answer.ticket);
    case "used":
      return refusal(409);
    case "unknown":
      return refusal(404);
  }
}

async function turnAway(
  leg: "agent" | "phone",
  request: Request,
  settings: Settings,
  environment: Environment,
): Promise<Response | undefined> {
  const { headers } = request;
  const url = new URL(request.url);
  if (!isOriginAllowed({ leg, url, origin: headers.get("Origin") }, settings)) return refusal(403);
  const knock = { headers, settings, now: Date.now() };
  return (await mayPair(knock, environment.PAIRING_LIMIT)) ? undefined : refusal(429);
}

/** An app on another origin must be named to read the answer; one of this relay's own needs nothing. */
function readableBy(appOrigin: string | undefined, answer: Response): Response {
  if (appOrigin !== undefined) answer.headers.set("Access-Control-Allow-Origin", appOrigin);
  return answer;
}

function isSixteenBytes(text: string): boolean {
  return idFromText(text) !== undefined;
}

/** 32 divides 256, so no character is likelier than another. */
function randomNameplate(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(4));
  return Array.from(bytes, (byte) => alphabet[byte % alphabet.length]).join("");
}
