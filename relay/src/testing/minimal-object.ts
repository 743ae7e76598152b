// The least a relay of hibernating sockets can be, as a yardstick for `npm run bench -- relay`: pairs them
// by name and passes messages on as they come. It admits anybody, bounds nothing and tells nobody that a
// peer has gone. Runs in the same embedding as our Worker, hence the names of its classes.

import { DurableObject } from "cloudflare:workers";

export class PairingRegistry extends DurableObject {}

export class Switchboard extends DurableObject {
  /** Looked up once for each socket and wake; a lookup for each message would cost a tenth. */
  readonly #peers = new Map<WebSocket, WebSocket | undefined>();

  override fetch(request: Request): Response {
    const [, , pair = "", side = ""] = new URL(request.url).pathname.split("/");
    const { 0: outer, 1: inner } = new WebSocketPair();
    this.ctx.acceptWebSocket(inner, [`${pair}/${side}`]);
    inner.serializeAttachment(`${pair}/${side === "agent" ? "phone" : "agent"}`);
    return new Response(null, { status: 101, webSocket: outer });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const peer = this.#peers.get(socket) ?? this.#lookUp(socket);
    peer?.send(message);
  }

  #lookUp(socket: WebSocket): WebSocket | undefined {
    const [peer] = this.ctx.getWebSockets(String(socket.deserializeAttachment()));
    this.#peers.set(socket, peer);
    return peer;
  }
}

export const worker = {
  fetch(request: Request, { SWITCHBOARD }: { SWITCHBOARD: DurableObjectNamespace }) {
    const { pathname } = new URL(request.url);
    if (pathname === "/health") return new Response("ok");
    return SWITCHBOARD.getByName(pathname.split("/")[1] ?? "").fetch(request);
  },
};
