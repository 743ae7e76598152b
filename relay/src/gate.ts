// From an upgrade request to a session's Durable Object: judged first, then sent on as a request made from
// scratch, so that no header, path or query of the outside ever reaches an object.

import { closeCode, encodeAgentFrame, encodePhoneFrame } from "@longrein/protocol/envelope";
import { errorCode, frameType, subprotocol } from "@longrein/protocol/envelope";
import { type Leg, judgeUpgrade } from "./admission.ts";
import { objectName } from "./agent-proof.ts";
import { type Environment, parseSettings } from "./environment.ts";
import { dialledHostHeader, switchboardOrigin } from "./switchboard.ts";

const reasons = {
  400: "bad request",
  403: "forbidden",
  405: "method not allowed",
  421: "misdirected request",
  426: "upgrade required",
} as const;

export async function admit(
  leg: Leg,
  request: Request,
  environment: Environment,
): Promise<Response> {
  const url = new URL(request.url);
  const { method, headers } = request;
  const upgrade = headers.get("Upgrade");
  const protocols = headers.get("Sec-WebSocket-Protocol");
  const settings = parseSettings(environment);
  const verdict = judgeUpgrade(
    { leg, url, method, upgrade, protocols, origin: headers.get("Origin") },
    settings,
  );
  switch (verdict.kind) {
    case "refused":
      return new Response(reasons[verdict.status], { status: verdict.status });
    case "other-version":
      return sayUpdateRequired(leg, verdict.offered);
    case "admitted":
      return connect(leg, url.host, verdict.sessionId, environment);
  }
}

async function connect(
  leg: Leg,
  host: string,
  sessionId: Uint8Array,
  environment: Environment,
): Promise<Response> {
  const id = environment.SWITCHBOARD.idFromName(await objectName(sessionId));
  const inner = new Request(`${switchboardOrigin}/${leg}`, {
    headers: { Upgrade: "websocket", [dialledHostHeader]: host },
  });
  const answer = await environment.SWITCHBOARD.get(id).fetch(inner);
  return switching(answer.webSocket, subprotocol);
}

/** A hint, over a socket of its own; no object is woken for it. */
function sayUpdateRequired(leg: Leg, offered: string): Response {
  const { 0: outer, 1: inner } = new WebSocketPair();
  const body = Uint8Array.of(errorCode.updateRequired, 1);
  inner.accept();
  inner.send(
    leg === "agent"
      ? encodeAgentFrame(frameType.error, 0, body)
      : encodePhoneFrame(frameType.error, body),
  );
  inner.close(closeCode.refused, "update required");
  return switching(outer, offered);
}

function switching(webSocket: WebSocket | null, protocol: string): Response {
  if (webSocket === null) return new Response("internal error", { status: 500 });
  const headers = { "Sec-WebSocket-Protocol": protocol };
  return new Response(null, { status: 101, webSocket, headers });
}
