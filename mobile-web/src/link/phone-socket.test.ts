// The phone's socket against a real WebSocket server.

import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocketServer, type WebSocket as ServerSocket } from "ws";
import { frameType } from "@longrein/protocol";
import { PhoneSocket } from "./phone-socket.ts";

let server: WebSocketServer;
let relay: Promise<ServerSocket>;
let socket: PhoneSocket;
let messages: Uint8Array[];
let heard: number;

beforeEach(async () => {
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  relay = new Promise((resolve) => server.once("connection", resolve));
  messages = [];
  heard = 0;
  await new Promise<void>((opened) => {
    socket = new PhoneSocket(`http://127.0.0.1:${port}`, new Uint8Array(16), {
      opened,
      closed: () => {},
      heard: () => heard++,
      message: (bytes) => messages.push(bytes),
    });
  });
});

afterEach(() => {
  socket.hangUp();
  server.close();
});

test("a mark goes back at once, byte for byte, in its place, and no further", async () => {
  const said: Buffer[] = [];
  const present = await relay;
  const third = new Promise<void>((resolve) =>
    present.on("message", (bytes: Buffer) => said.push(bytes) === 3 && resolve()),
  );
  const marks = [1, 2, 3].map((fill) => Buffer.from([frameType.mark, ...Array(8).fill(fill)]));
  for (const mark of marks) {
    present.send(Buffer.alloc(513, frameType.data));
    present.send(mark);
  }
  await third;
  expect(said).toEqual(marks);
  expect(messages.map(({ length }) => length)).toEqual([513, 513, 513]);
  expect(heard).toBe(6);
});
