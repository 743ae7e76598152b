// The socket to a relay, where the relay does not do its part.

import { createHash } from "node:crypto";
import { once } from "node:events";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RelaySocket } from "./relay-socket.ts";

let server: Server;
beforeEach(async () => {
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
});
afterEach(() => server.close());

/** As RFC 6455 has it. */
const accepts = (key: string | undefined): string =>
  createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

it("is gone soon after it has hung up, though nobody answers that", async () => {
  const gone = Promise.withResolvers<void>();
  server.on("upgrade", ({ headers }, socket) => {
    const answer = ["101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade"];
    const accept = `Sec-WebSocket-Accept: ${accepts(headers["sec-websocket-key"])}`;
    socket.write(`HTTP/1.1 ${[...answer, accept].join("\r\n")}\r\n\r\n`);
    socket.on("error", () => undefined).once("end", () => gone.resolve());
    socket.resume();
  });
  const { port } = server.address() as AddressInfo;
  const dial = { url: new URL(`ws://127.0.0.1:${port}/`), offered: [], headers: {} };
  const opened = Promise.withResolvers<void>();
  const nothing = () => undefined;
  const events = { opened: opened.resolve, message: nothing, heard: nothing, closed: nothing };
  const socket = new RelaySocket(dial, events);
  await opened.promise;
  socket.hangUp();
  await gone.promise;
  expect(socket.bufferedBytes).toBe(0);
}, 10_000);
