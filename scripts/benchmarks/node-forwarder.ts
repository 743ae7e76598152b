// The same in bare Node with `ws`, in a process of its own: what a relay costs without the platform. Run by
// relay-contenders.ts; prints its port.

import type { IncomingMessage } from "node:http";
import { WebSocketServer, type WebSocket } from "ws";

const server = new WebSocketServer({ port: 0, host: "127.0.0.1", perMessageDeflate: false });
const waiting = new Map<string, WebSocket>();

server.on("connection", (socket: WebSocket, { url = "" }: IncomingMessage) => {
  const pair = url.slice(0, url.lastIndexOf("/"));
  const peer = waiting.get(pair);
  if (peer === undefined) {
    waiting.set(pair, socket);
    return;
  }
  waiting.delete(pair);
  socket.on("message", (bytes: Buffer) => peer.send(bytes));
  peer.on("message", (bytes: Buffer) => socket.send(bytes));
});
server.on("listening", () => {
  const address = server.address();
  if (typeof address === "object") console.log(address?.port);
});
