// Stands before a relay, hands everything on as it came, and keeps a copy: what whoever runs a relay gets to see.

import { once } from "node:events";
import { type IncomingMessage, type ServerResponse, createServer, request } from "node:http";
import type { Duplex } from "node:stream";
import { buffer } from "node:stream/consumers";
import { type RawData, WebSocket, WebSocketServer } from "ws";

export type Leg = "agent" | "phone";

export interface TakenFrame {
  readonly leg: Leg;
  /** The relay, or who is at this socket's other end. */
  readonly fromRelay: boolean;
  readonly bytes: Buffer;
  /** A sign of life is text, all else is bytes. */
  readonly isText: boolean;
}

export interface TakenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

export interface RelayTap {
  readonly url: string;
  readonly requests: readonly TakenRequest[];
  readonly upgrades: readonly TakenRequest[];
  readonly frames: readonly TakenFrame[];
  close(): Promise<void>;
}

export async function startRelayTap(relayUrl: string): Promise<RelayTap> {
  const requests: TakenRequest[] = [];
  const upgrades: TakenRequest[] = [];
  const frames: TakenFrame[] = [];
  const sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: () => "longrein.v1",
  });
  const server = createServer((asked, answer) => {
    void passOn(relayUrl, asked, answer).then((body) => requests.push({ ...taken(asked), body }));
  });
  server.on("upgrade", (asked: IncomingMessage, socket: Duplex, head: Buffer) => {
    upgrades.push({ ...taken(asked), body: Buffer.alloc(0) });
    sockets.handleUpgrade(asked, socket, head, (near) => join(relayUrl, asked, near, frames));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("expected a port");
  const close = async () => {
    for (const socket of sockets.clients) socket.terminate();
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { url: `http://127.0.0.1:${address.port}`, requests, upgrades, frames, close };
}

function taken({ method = "", url = "", headers }: IncomingMessage) {
  return { method, path: url, headers };
}

async function passOn(
  relayUrl: string,
  asked: IncomingMessage,
  answer: ServerResponse,
): Promise<Buffer> {
  const { method, headers } = asked;
  const body = await buffer(asked);
  const further = request(new URL(asked.url ?? "/", relayUrl), { method, headers });
  further.once("response", (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  further.once("error", () => answer.destroy());
  further.end(body);
  return body;
}

/** Two sockets become one; the relay is dialled as the host that was dialled here. */
function join(
  relayUrl: string,
  asked: IncomingMessage,
  near: WebSocket,
  frames: TakenFrame[],
): void {
  const { host = "", origin, authorization } = asked.headers;
  const leg: Leg = asked.url === "/v1/agent" ? "agent" : "phone";
  const protocols = (asked.headers["sec-websocket-protocol"] ?? "").split(/, */);
  const far = new WebSocket(new URL(asked.url ?? "", relayUrl), protocols, {
    perMessageDeflate: false,
    headers: { Host: host, ...(authorization === undefined ? {} : { authorization }) },
    ...(origin === undefined ? {} : { origin }),
  });
  const early: (() => void)[] = [];
  const sendOn = (to: WebSocket, data: RawData, binary: boolean) => {
    const send = () => to.send(data, { binary });
    if (to.readyState === WebSocket.CONNECTING) early.push(send);
    else if (to.readyState === WebSocket.OPEN) send();
  };
  const keep = (fromRelay: boolean, data: RawData, isBinary: boolean) => {
    if (!Buffer.isBuffer(data)) throw new Error("expected one buffer");
    frames.push({ leg, fromRelay, bytes: data, isText: !isBinary });
  };
  far.once("open", () => early.splice(0).forEach((send) => send()));
  for (const [from, to, fromRelay] of [
    [near, far, false],
    [far, near, true],
  ] as const) {
    from.on("message", (data, isBinary) => {
      keep(fromRelay, data, isBinary);
      sendOn(to, data, isBinary);
    });
    from.on("error", () => to.terminate());
    from.on("close", () => to.terminate());
  }
}
