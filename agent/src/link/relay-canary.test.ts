// Whether phones come through, tried on relays that fail in each way that they can.

import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  AgentHandshake,
  encodePhoneFrame,
  frameType,
  ownVersions,
  parsePhoneFrame,
  splitFirstMessage,
} from "@longrein/protocol";
import { systemClock } from "../platform/clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { RelayCanary } from "./relay-canary.ts";

const sessionId = nodePrimitives.randomBytes(16);
const secret = nodePrimitives.randomBytes(32);
const own = { secret, public: nodePrimitives.x25519Public(secret) };

let relay: WebSocketServer;
let changes: number;
let canary: RelayCanary;
beforeEach(async () => {
  relay = new WebSocketServer({ port: 0, host: "127.0.0.1" });
  await new Promise((resolve) => relay.once("listening", resolve));
  changes = 0;
  canary = new RelayCanary({
    primitives: nodePrimitives,
    clock: systemClock,
    sessionId,
    noiseKey: own.public,
    admissionsChanged: () => changes++,
  });
});
afterEach(() => {
  for (const socket of relay.clients) socket.terminate();
  relay.close();
});

const fly = (withinMs = 20_000) => {
  const { port } = relay.address() as AddressInfo;
  const relayUrl = `http://127.0.0.1:${port}`;
  return canary.fly({ relayUrl, origin: relayUrl, withinMs });
};

/** As an agent with the key does. */
async function truly(first: Uint8Array): Promise<Uint8Array> {
  const { header, m1 } = splitFirstMessage(first);
  const psk0 = canary.secretFor(header.id) ?? nodePrimitives.randomBytes(32);
  const epoch = nodePrimitives.randomBytes(8);
  const handshake = new AgentHandshake({
    primitives: nodePrimitives,
    header,
    sessionId,
    psk0,
    static: own,
    versions: ownVersions,
    agentTimeMs: 1,
    epoch,
  });
  return (await handshake.answer(m1)).message;
}

/** All that somebody without the key can do. */
const madeUp = () => Promise.resolve(nodePrimitives.randomBytes(1_280));

/** Lets whoever comes in, and has the handshake answered. */
function letsIn(socket: WebSocket, answers: (first: Uint8Array) => Promise<Uint8Array>): void {
  socket.on("message", (bytes: Buffer) => {
    const { type, body } = parsePhoneFrame(new Uint8Array(bytes));
    if (type === frameType.auth) {
      const admitted = canary.admission();
      expect(nodePrimitives.sha256(body.subarray(16))).toEqual(admitted?.capabilityHash);
      expect(body.subarray(0, 16)).toEqual(admitted?.id);
      socket.send(encodePhoneFrame(frameType.ok));
      socket.send(encodePhoneFrame(frameType.open));
      return;
    }
    void answers(body).then((m2) => socket.send(encodePhoneFrame(frameType.handshake, m2)));
  });
}

describe("a canary", () => {
  it("comes back from an agent that has the key, and leaves nothing in the table", async () => {
    relay.on("connection", (socket) => letsIn(socket, truly));
    expect(await fly()).toBeGreaterThan(0);
    expect([canary.admission(), changes]).toEqual([undefined, 2]);
  });

  it("flies once for all who ask meanwhile", async () => {
    relay.on("connection", (socket) => letsIn(socket, truly));
    const [one, other] = await Promise.all([fly(), fly()]);
    expect([one, changes]).toEqual([other, 2]);
  });

  it.each<[string, string, (socket: WebSocket) => void]>([
    ["turns it away", "does not let a phone in", (socket) => socket.close()],
    ["says nothing", "does not let a phone in", () => undefined],
    ["says what is no frame", "does not let a phone in", (socket) => socket.send(Buffer.of(255))],
    ["makes up the answer", "no true answer", (socket) => letsIn(socket, madeUp)],
    [
      "passes nothing on",
      "no true answer",
      (socket) => socket.send(encodePhoneFrame(frameType.open)),
    ],
  ])("does not come back from a relay that %s", async (_, why, behaves) => {
    relay.on("connection", behaves);
    await expect(fly(2_000)).rejects.toThrow(why);
    expect([canary.admission(), changes]).toEqual([undefined, 2]);
  });

  it("does not come back from where no relay is", async () => {
    const port = (relay.address() as AddressInfo).port;
    relay.close();
    const relayUrl = `http://127.0.0.1:${port}`;
    const flight = canary.fly({ relayUrl, origin: relayUrl, withinMs: 20_000 });
    await expect(flight).rejects.toThrow("cannot be reached");
  });
});
