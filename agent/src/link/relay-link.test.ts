// The agent's link against a relay that the test holds in its hands: a real WebSocket on loopback, which
// may greet, lie, fall silent or break off.

import { once } from "node:events";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebSocket, WebSocketServer } from "ws";
import {
  type Admission,
  type ChannelFrame,
  type FrameType,
  concat,
  encodeAdmissions,
  encodeAgentFrame,
  errorCode,
  frameType,
  parseAgentFrame,
  proofBytes,
  toBase64url,
  utf8,
} from "@longrein/protocol";
import { silentMaxMs } from "@longrein/protocol/limits";
import { type AgentKeys, loadOrCreateKeys } from "../platform/agent-keys.ts";
import { ManualClock } from "../platform/manual-clock.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { randomBytes } from "../testing/rows.ts";
import { settled, until } from "../testing/until.ts";
import { RelayLink } from "./relay-link.ts";

interface Line {
  readonly socket: WebSocket;
  readonly subprotocols: string;
  readonly path: string;
  readonly frames: ChannelFrame[];
  say(type: FrameType, channel?: number, body?: Uint8Array): void;
}

let folder: ThrowAwayFolder;
let keys: AgentKeys;
let relay: WebSocketServer;
let host: string;
let clock: ManualClock;
let lines: Line[];
let heard: string[];
let hints: string[];
let admissions: Admission[];
let link: RelayLink;

beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  keys = loadOrCreateKeys(folder.path);
  [lines, heard, hints, admissions] = [[], [], [], []];
  relay = new WebSocketServer({ host: "127.0.0.1", port: 0 });
  await once(relay, "listening");
  const address = relay.address();
  if (typeof address !== "object" || address === null) throw new Error("expected a port");
  host = `127.0.0.1:${address.port}`;
  relay.on("connection", (socket, { headers, url = "" }) => {
    const frames: ChannelFrame[] = [];
    socket.on("message", (bytes: Buffer) => frames.push(parseAgentFrame(new Uint8Array(bytes))));
    const say: Line["say"] = (type, channel = 0, body) =>
      socket.send(encodeAgentFrame(type, channel, body));
    const subprotocols = headers["sec-websocket-protocol"] ?? "";
    lines.push({ socket, subprotocols, path: url, frames, say });
  });
  clock = new ManualClock();
  link = new RelayLink({
    relayUrl: `http://${host}`,
    sessionId: keys.sessionId,
    relayKey: keys.relay,
    clock,
    chance: () => 1,
    admissions: () => admissions,
    phones: {
      opened: (channel, id) => heard.push(`opened ${channel} ${toBase64url(id)}`),
      frame: ({ channel, type, body }) => heard.push(`frame ${channel} ${type} ${body.length}`),
      closed: (channel) => heard.push(`closed ${channel}`),
      lost: () => heard.push("lost"),
    },
    onHint: (hint) => hints.push(hint),
  });
});
afterEach(async () => {
  link.stop();
  for (const { socket } of lines) socket.terminate();
  relay.close();
  await folder.remove();
});

async function line(number = 1): Promise<Line> {
  await until(() => lines.length >= number, `line ${number}`);
  const found = lines[number - 1];
  if (found === undefined) throw new Error("expected a line");
  await until(() => link.state.kind !== "dialling", "the line to open");
  return found;
}

const challenge = (name: string, nonce = randomBytes(32)) => concat(nonce, utf8(name));
const frameOf = ({ frames }: Line, type: FrameType) => frames.find((frame) => frame.type === type);

async function readyLine(number = 1): Promise<Line> {
  const present = await line(number);
  present.say(frameType.challenge, 0, challenge(host));
  await until(() => frameOf(present, frameType.proof) !== undefined, "the proof");
  present.say(frameType.ok);
  await until(() => link.state.kind === "ready", "to be ready");
  return present;
}

describe("the agent's link", () => {
  it("names its session in the subprotocol and never in the address", async () => {
    link.start();
    const { subprotocols, path } = await line();
    expect(subprotocols).toBe(`longrein.v1,s.${toBase64url(keys.sessionId)}`);
    expect(path).toBe("/v1/agent");
  });

  it("proves its key over the host that it dialled, whatever host the challenge names", async () => {
    link.start();
    const present = await line();
    const nonce = randomBytes(32);
    present.say(frameType.challenge, 0, challenge("relay.example", nonce));
    await until(() => frameOf(present, frameType.proof) !== undefined, "the proof");
    const body = frameOf(present, frameType.proof)?.body ?? new Uint8Array();
    const signed = (name: string) => proofBytes(name, keys.sessionId, nonce);
    const verifies = (name: string) =>
      nodePrimitives.ed25519Verify(keys.relay.public, signed(name), body.subarray(32));
    expect(body.subarray(0, 32)).toEqual(keys.relay.public);
    expect([verifies(host), verifies("relay.example")]).toEqual([true, false]);
  });

  it("hands over who may attach once it is let in, and again when that changes", async () => {
    const row = { id: randomBytes(16), capabilityHash: randomBytes(32), seconds: 0 };
    admissions = [row];
    link.start();
    const present = await readyLine();
    await until(() => frameOf(present, frameType.auth) !== undefined, "the table");
    expect(frameOf(present, frameType.auth)?.body).toEqual(encodeAdmissions([row]));
    admissions = [];
    link.refreshAdmissions();
    await until(
      () => present.frames.filter(({ type }) => type === frameType.auth).length === 2,
      "two",
    );
    expect(present.frames.at(-1)?.body).toEqual(new Uint8Array());
  });

  it("passes on what phones do, in order, once it is let in and not before", async () => {
    link.start();
    const present = await line();
    present.say(frameType.open, 9, randomBytes(16));
    present.say(frameType.challenge, 0, challenge(host));
    await until(() => frameOf(present, frameType.proof) !== undefined, "the proof");
    present.say(frameType.ok);
    const id = randomBytes(16);
    present.say(frameType.open, 7, id);
    present.say(frameType.handshake, 7, randomBytes(64));
    present.say(frameType.data, 7, randomBytes(512));
    present.say(frameType.close, 7);
    await until(() => heard.length === 4, "all of it");
    expect(heard).toEqual([
      `opened 7 ${toBase64url(id)}`,
      "frame 7 16 64",
      "frame 7 17 512",
      "closed 7",
    ]);
  });

  it("signs one challenge and then no more", async () => {
    link.start();
    const present = await readyLine();
    present.say(frameType.challenge, 0, challenge(host));
    await wait(20);
    expect(present.frames.filter(({ type }) => type === frameType.proof)).toHaveLength(1);
  });

  it("says nothing to a relay that has not let it in", async () => {
    link.start();
    const present = await line();
    link.send(frameType.data, 7, randomBytes(512));
    link.refreshAdmissions();
    await wait(20);
    expect(present.frames).toEqual([]);
  });
});

describe("a link that breaks", () => {
  it("loses every phone once, waits, and dials again", async () => {
    link.start();
    const first = await readyLine();
    first.socket.terminate();
    await until(() => link.state.kind === "waiting", "the wait");
    expect(heard).toEqual(["lost"]);
    clock.advance(499);
    await settled();
    expect(lines).toHaveLength(1);
    clock.advance(1);
    await readyLine(2);
    expect(heard).toEqual(["lost"]);
  });

  it("is given up after a minute of silence, though the socket still stands", async () => {
    link.start();
    const { socket } = await readyLine();
    socket.pong = () => undefined;
    socket.pause();
    clock.advance(silentMaxMs);
    expect([link.state.kind, heard]).toEqual(["waiting", ["lost"]]);
  });

  it("is not trusted after sleep: the old socket's words count for nothing", async () => {
    link.start();
    const first = await readyLine();
    // It does not hear that it was given up, and goes on talking.
    first.socket.pause();
    link.wake();
    const second = await readyLine(2);
    first.say(frameType.open, 5, randomBytes(16));
    await wait(20);
    second.say(frameType.open, 6, new Uint8Array(16));
    await until(() => heard.length === 2, "the second line");
    expect(heard).toEqual(["lost", `opened 6 ${"A".repeat(22)}`]);
  });

  it("stays down when it was stopped", async () => {
    link.start();
    await readyLine();
    link.stop();
    clock.advance(3_600_000);
    await settled();
    expect([lines.length, link.state.kind, clock.timers]).toEqual([1, "stopped", 0]);
  });

  it("never lets the waiting run backwards because the clock was set back", async () => {
    link.start();
    const first = await readyLine();
    first.socket.terminate();
    await until(() => link.state.kind === "waiting", "the wait");
    clock.wall -= 86_400_000;
    clock.advance(500);
    await readyLine(2);
    expect(link.state.kind).toBe("ready");
  });
});

describe("a relay that breaks the format", () => {
  const broken: readonly (readonly [string, (line: Line) => void])[] = [
    ["sends text", ({ socket }) => socket.send("hello")],
    ["sends an empty message", ({ socket }) => socket.send(new Uint8Array())],
    ["sends a type that is none", ({ socket }) => socket.send(Uint8Array.of(0x7f, 0, 0, 0, 0))],
    [
      "sends a frame of no size that there is",
      ({ socket }) => socket.send(new Uint8Array(40).fill(0x11)),
    ],
    ["sends more than a frame may hold", ({ socket }) => socket.send(new Uint8Array(40_000))],
    [
      "challenges without a host",
      ({ socket }) => socket.send(concat(Uint8Array.of(1, 0, 0, 0, 0), randomBytes(32))),
    ],
    [
      "challenges with a host that is no text",
      ({ socket }) =>
        socket.send(concat(Uint8Array.of(1, 0, 0, 0, 0), randomBytes(32), Uint8Array.of(0xff, 0))),
    ],
  ];

  it.each(broken)("and %s is left alone for a while, and nothing crashes", async (_, spoil) => {
    link.start();
    spoil(await line());
    await until(() => link.state.kind === "waiting", "the wait");
    expect(heard).toEqual([]);
    clock.advance(500);
    await readyLine(2);
  });

  it.each([
    [errorCode.updateRequired, "update-required"],
    [errorCode.replaced, "replaced"],
    [errorCode.busy, "busy"],
    [errorCode.refused, "refused"],
    [errorCode.malformed, "malformed"],
  ])("or sends error %i gives a hint that changes nothing", async (code, hint) => {
    link.start();
    const present = await readyLine();
    present.say(
      frameType.error,
      0,
      code === errorCode.updateRequired ? Uint8Array.of(code, 2) : Uint8Array.of(code),
    );
    await until(() => hints.length === 1, "the hint");
    expect([hints, link.state.kind, heard]).toEqual([[hint], "ready", []]);
  });
});
