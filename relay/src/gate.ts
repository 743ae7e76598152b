// From an upgrade request to a session's Durable Object: judged first, then sent on as a request made from
// scratch, so that no header, path or query of the outside ever reaches an object.

import { closeCode, encodeAgentFrame, encodePhoneFrame } from "@longrein/protocol/envelope";
import { errorCode, frameType, subprotocol } from "@longrein/protocol/envelope";
import { type Leg, judgeUpgrade } from "./admission.ts";
import { objectName } from "./agent-proof.ts";
import { type Environment, parseSettings } from "./environment.ts";
import { isEnrolled } from "./enrolment.ts";
import { refusal } from "./refusal.ts";
import { dialledHostHeader, switchboardOrigin } from "./switchboard.ts";
import { mayUpgrade } from "./traffic.ts";
import { protocolVersions } from "./well-known.ts";

export async function admit(
  leg: Leg,
  request: Request,
  environment: Environment,
): Promise<Response> {
  const { method, headers } = request;
  const url = new URL(request.url);
  const settings = parseSettings(environment);
  const verdict = judgeUpgrade(
    {
      leg,
      url,
      method,
      upgrade: headers.get("Upgrade"),
      protocols: headers.get("Sec-WebSocket-Protocol"),
      origin: headers.get("Origin"),
    },
    settings,
  );
  if (verdict.kind === "refused") return refusal(verdict.status);
  if (leg === "agent" && !(await isEnrolled(headers, settings))) return refusal(403);
  if (verdict.kind === "other-version") return sayUpdateRequired(leg, verdict.offered);
  const session = await objectName(verdict.sessionId);
  const knock = { headers, settings, now: Date.now() };
  if (!(await mayUpgrade(knock, { leg, session }, environment.CONNECT_LIMIT))) return refusal(429);
  return connect(leg, url.host, session, environment);
}

async function connect(
  leg: Leg,
  host: string,
  session: string,
  environment: Environment,
): Promise<Response> {
  const id = environment.SWITCHBOARD.idFromName(session);
  const inner = new Request(`${switchboardOrigin}/${leg}`, {
    headers: { Upgrade: "websocket", [dialledHostHeader]: host },
  });
  const answer = await environment.SWITCHBOARD.get(id).fetch(inner);
  return switching(answer.webSocket, subprotocol);
}

/** A hint, over a socket of its own; no object is woken for it. */
function sayUpdateRequired(leg: Leg, offered: string): Response {
  const { 0: outer, 1: inner } = new WebSocketPair();
  const body = Uint8Array.of(errorCode.updateRequired, protocolVersions.min);
  inner.accept();
  inner.send(
    leg === "agent"
      ? encodeAgentFrame(frameType.error, 0, body)
      : encodePhoneFrame(frameType.error, body),
  );
  inner.close(closeCode.updateRequired, "update required");
  return switching(outer, offered);
}

function switching(webSocket: WebSocket | null, protocol: string): Response {
  if (webSocket === null) return refusal(500);
  const headers = { "Sec-WebSocket-Protocol": protocol };
  return new Response(null, { status: 101, webSocket, headers });
}
