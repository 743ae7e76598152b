// The relays that are compared, each in a process of its own: ours as built, the least a Durable Object can
// do in the very same embedding, and bare Node. All are used through the same WebSocket client.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { WebSocket } from "ws";
import { startEmbeddedRelay } from "../../agent/src/daemon/embedded-relay.ts";
import {
  type AttachedPhone,
  RelayParties,
  newIdentity,
} from "../../agent/src/testing/relay-parties.ts";
import {
  encodeAgentFrame,
  encodePhoneFrame,
  frameType,
  isBucket,
} from "../../protocol/src/envelope.ts";
import { buildRelay } from "../build.ts";

/** Two sockets that hear each other through the relay, and what one must send to reach the other. */
export interface Pair {
  readonly agent: WebSocket;
  readonly phone: WebSocket;
  toPhone(bytes: number): Uint8Array;
  toAgent(bytes: number): Uint8Array;
}

export interface Contender {
  readonly name: string;
  readonly pid: number;
  pair(): Promise<Pair>;
  /** So many sockets, all in one object where there are objects. */
  crowd(sockets: number): Promise<void>;
  stop(): Promise<void>;
}

export const ourName = "Longrein's relay";
export const minimalName = "minimal Durable Object";
const nodeName = "bare Node `ws`";

const greetingBytes = 32;
const unforwarded = { toPhone: filled, toAgent: filled };

export async function startOurs(phonesMax = 8): Promise<Contender> {
  const { workerFile } = await buildRelay();
  const variables = { PHONES_PER_SESSION: String(phonesMax) };
  const { relay, stop } = await startInWorkerd(workerFile, variables);
  const parties = new RelayParties(relay.url);
  const attach = async (phones: number) => {
    const identity = newIdentity();
    const agent = await parties.attachAgent(identity);
    const attached = await parties.attachPhones(agent, identity.sessionId, phones);
    return { agent: agent.socket, attached };
  };
  return {
    name: ourName,
    pid: relay.pid,
    pair: async () => {
      const { agent, attached } = await attach(1);
      const [first] = attached;
      if (first === undefined) throw new Error("expected a phone");
      return framed(agent, first);
    },
    crowd: async (sockets) => void (await attach(sockets - 1)),
    stop: async () => {
      parties.hangUp();
      await stop();
    },
  };
}

/** As long as asked for: DATA comes in steps only, what is shorter goes as one of the handshake's frames. */
function framed(agent: WebSocket, { line, channel }: AttachedPhone): Pair {
  const typeOf = (bytes: number) => (isBucket(bytes) ? frameType.data : frameType.handshake);
  // Whoever waited for frames so far makes room: all contenders are listened to alike.
  for (const socket of [agent, line.socket]) socket.removeAllListeners("message");
  return {
    agent,
    phone: line.socket,
    toPhone: (bytes) => encodeAgentFrame(typeOf(bytes), channel, filled(bytes)),
    toAgent: (bytes) => encodePhoneFrame(typeOf(bytes), filled(bytes)),
  };
}

export async function startMinimal(): Promise<Contender> {
  const folder = await mkdtemp(join(tmpdir(), "relay-bench-"));
  const workerFile = join(folder, "worker.js");
  await build({
    stdin: {
      contents: `export { PairingRegistry, Switchboard, worker as default } from "./minimal-object.ts"`,
      resolveDir: join(import.meta.dirname, "../../relay/src/testing"),
    },
    bundle: true,
    outfile: workerFile,
    format: "esm",
    target: "es2024",
    external: ["cloudflare:workers"],
    minify: true,
  });
  const { relay, stop } = await startInWorkerd(workerFile, {});
  await rm(folder, { recursive: true });
  return forwarder(minimalName, relay.pid, relay.url.replace("http", "ws"), stop);
}

export async function startNode(): Promise<Contender> {
  const file = join(import.meta.dirname, "node-forwarder.ts");
  const child = spawn(process.execPath, [file], { stdio: ["ignore", "pipe", "inherit"] });
  const port = await new Promise((resolve) => child.stdout.once("data", resolve));
  const stop = async () => {
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  };
  return forwarder(nodeName, child.pid ?? 0, `ws://127.0.0.1:${Number(String(port))}`, stop);
}

function forwarder(name: string, pid: number, url: string, end: () => Promise<void>): Contender {
  const sockets: WebSocket[] = [];
  let sessions = 0;
  let crowds = 0;
  const pairUp = async (path: string): Promise<Pair> => {
    const agent = await dial(`${url}/${path}/agent`);
    const phone = await dial(`${url}/${path}/phone`);
    sockets.push(agent, phone);
    return { agent, phone, ...unforwarded };
  };
  return {
    name,
    pid,
    pair: () => pairUp(`session${sessions++}/0`),
    crowd: async (count) => {
      const crowd = `crowd${crowds++}`;
      for (let i = 0; i < count / 2; i++) await greet(await pairUp(`${crowd}/${i}`));
    },
    stop: async () => {
      for (const socket of sockets) socket.terminate();
      await end();
    },
  };
}

/** A message each way, as ours has had them when a phone is attached: a socket that was used holds more. */
async function greet({ agent, phone, toPhone, toAgent }: Pair): Promise<void> {
  const arrived = [once(agent, "message"), once(phone, "message")];
  agent.send(toPhone(greetingBytes));
  phone.send(toAgent(greetingBytes));
  await Promise.all(arrived);
}

async function startInWorkerd(workerFile: string, variables: Record<string, string>) {
  const stateFolder = await mkdtemp(join(tmpdir(), "relay-bench-"));
  const relay = await startEmbeddedRelay({ workerFile, stateFolder, variables });
  const stop = async () => {
    await relay.stop();
    await rm(stateFolder, { recursive: true });
  };
  return { relay, stop };
}

async function dial(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url, { perMessageDeflate: false });
  await once(socket, "open");
  return socket;
}

function filled(bytes: number): Uint8Array {
  return new Uint8Array(bytes).fill(0x5a);
}
