// The standing link of a phone, over real sockets, to an agent that shakes hands as the real one does. An hour passes
// by a clock of the test's own.

import type { AddressInfo } from "node:net";
import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { WebSocketServer, type WebSocket as ServerSocket } from "ws";
import {
  encodeAgentMessage,
  encodePhoneFrame,
  frameType,
  parsePhoneFrame,
  toBase64url,
} from "@longrein/protocol";
import { heartbeatMs, sessionAgeMaxMs } from "@longrein/protocol/limits";
import { PhoneConnection } from "../../../agent/src/link/phone-connection.ts";
import { nodePrimitives } from "../../../agent/src/platform/node-primitives.ts";
import { keyPair } from "../../../simulation/two-ends.ts";
import { Feeds } from "./feeds.ts";
import { MachineLink, answerWithinMs } from "./machine-link.ts";

const { randomBytes } = nodePrimitives;
const epoch = randomBytes(8);
const machine = {
  sessionId: randomBytes(16),
  name: "orchard-desk",
  role: "operator",
  device: randomBytes(16),
  slot: randomBytes(16),
  agentIdentityKey: randomBytes(32),
  secrets: {
    noise: keyPair(nodePrimitives).secret,
    psk: randomBytes(32),
    capability: randomBytes(32),
  },
} as const;
const agentKey = keyPair(nodePrimitives);
const ready = encodeAgentMessage({
  t: "ready",
  device: machine.device,
  role: machine.role,
  machine: machine.name,
  epoch,
  now: 0,
  auditHead: randomBytes(32),
  auditSize: 0,
});
const outcome = encodeAgentMessage({ t: "outcome", id: randomBytes(16), state: "done" });

let server: WebSocketServer;
let link: MachineLink;
/** What both ends agree on in each handshake, and with it on fresh keys. */
let sessions: string[];
let isReady: boolean;
let heard: number;
/** Whether what the agent says comes through. */
let isPassed: boolean;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  [sessions, isReady, heard, isPassed] = [[], false, 0, true];
  server = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  server.on("connection", serve);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  const identity = { public: randomBytes(32), sign: () => randomBytes(64) };
  const keyEncryptionKey = await crypto.subtle.generateKey(
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt"],
  );
  link = new MachineLink(
    { ...machine, relayUrl: `http://127.0.0.1:${port}`, agentNoiseKey: agentKey.public },
    { identity, keyEncryptionKey },
    new Feeds([]),
    {
      state: ({ kind }) => (isReady = kind === "ready"),
      ready: () => {},
      message: () => heard++,
    },
  );
});

afterEach(() => {
  vi.useRealTimers();
  link.stop();
  server.close();
});

/** The relay and the agent behind one socket. Each ping is followed by a message, so that the test knows it was heard. */
function serve(socket: ServerSocket): void {
  let say: ((bytes: Uint8Array) => unknown) | undefined;
  const connection = new PhoneConnection({
    primitives: nodePrimitives,
    sessionId: machine.sessionId,
    noiseKey: agentKey,
    epoch,
    now: Date.now,
    mayBegin: () => true,
    secretFor: () => machine.secrets.psk,
    write: (type, body) => socket.send(encodePhoneFrame(type, body)),
    over: () => socket.close(),
    accept: ({ handshakeHash }, channel) => {
      sessions.push(toBase64url(handshakeHash));
      say = (bytes) => channel.send(bytes);
      const answers = [ready];
      const answer = () => isPassed && channel.send(answers.shift() ?? outcome);
      return { message: () => void answer(), closed: () => {} };
    },
  });
  socket.on("close", () => connection.lost());
  socket.on("message", (bytes: Buffer, isBinary) => {
    if (!isBinary) return void say?.(outcome);
    const { type, body } = parsePhoneFrame(new Uint8Array(bytes));
    if (type !== frameType.auth) return connection.frame(type, body);
    for (const each of [frameType.ok, frameType.open]) socket.send(encodePhoneFrame(each));
  });
}

async function until(what: string, holds: () => boolean): Promise<void> {
  const givenUpAt = Date.now() + 15_000;
  while (!holds()) {
    if (Date.now() > givenUpAt) throw new Error(`waited in vain for ${what}`);
    await setImmediate();
  }
}

test("who says something and hears nothing of the agent is not live, whatever the relay says", async () => {
  link.start();
  await until("the first session", () => isReady);
  expect(await link.sendBytes(randomBytes(40))).toBe(true);
  await until("the answer", () => heard > 0);
  vi.advanceTimersByTime(answerWithinMs);
  expect(isReady).toBe(true);

  isPassed = false;
  expect(await link.sendBytes(randomBytes(40))).toBe(true);
  vi.advanceTimersByTime(answerWithinMs - 1);
  expect(isReady).toBe(true);
  vi.advanceTimersByTime(1);
  expect(isReady).toBe(false);
  isPassed = true;
  vi.advanceTimersByTime(1_000);
  await until("the second session", () => isReady);
});

test("after an hour the phone shakes hands again, for fresh keys, though nothing is wrong with the link", async () => {
  link.start();
  await until("the first session", () => isReady);
  const beats = Math.ceil(sessionAgeMaxMs / heartbeatMs) - 1;
  for (let beat = 1; beat <= beats; beat++) {
    vi.advanceTimersByTime(heartbeatMs);
    await until("a sign of life", () => heard === beat);
  }
  expect([sessions.length, isReady]).toEqual([1, true]);

  vi.advanceTimersByTime(heartbeatMs);
  expect(isReady).toBe(false);
  await until("the second session", () => isReady);
  expect(new Set(sessions).size).toBe(2);
});
