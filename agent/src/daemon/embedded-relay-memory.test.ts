// What phones that do not read cost the built relay in the real workerd, measured from outside.

import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  closeCode,
  encodeAgentFrame,
  encodePhoneFrame,
  frameType,
  parseAgentFrame,
} from "@longrein/protocol/envelope";
import { buildRelay } from "../../../scripts/build.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import {
  type AttachedPhone,
  type Line,
  RelayParties,
  newIdentity,
} from "../testing/relay-parties.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";

const body = randomBytes(32_768);
const framesOf64Mebibytes = 2_048;
const growthMaxMebibytes = 16;

let folder: string;
let relay: WorkerdProcess;
let parties: RelayParties;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-memory-"));
  const { workerFile } = await buildRelay();
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  parties = new RelayParties(relay.url);
});

afterEach(async () => {
  parties.hangUp();
  await relay.stop();
  await rm(folder, { recursive: true });
});

function residentMebibytes(): number {
  const status = readFileSync(`/proc/${relay.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1_024;
}

/** Sends 64 MiB, and gives the most that the relay held meanwhile. */
async function push(agent: Line, channel: number): Promise<number> {
  const frame = encodeAgentFrame(frameType.data, channel, body);
  let most = 0;
  for (let i = 0; i < framesOf64Mebibytes; i++) {
    await new Promise<void>((resolve, reject) =>
      agent.socket.send(frame, (failure) => (failure ? reject(failure) : resolve())),
    );
    if (i % 16 === 0) most = Math.max(most, residentMebibytes());
  }
  return Math.max(most, residentMebibytes());
}

/** A mebibyte to a phone that reads, a few frames on the way at once; all of it arrives as it was. */
async function readMebibyte(agent: Line, { line, channel }: AttachedPhone): Promise<void> {
  for (let batch = 0; batch < 4; batch++) {
    for (let i = 0; i < 8; i++) {
      agent.socket.send(encodeAgentFrame(frameType.data, channel, body));
    }
    for (let i = 0; i < 8; i++) {
      expect((await line.next()).subarray(1).equals(body)).toBe(true);
    }
  }
}

async function untilClosed(agent: Line, channel: number): Promise<void> {
  for (;;) {
    const frame = parseAgentFrame(await agent.next());
    if (frame.channel === channel && frame.type === frameType.close) return;
    // What the chirping phone has said before.
    expect(frame).toMatchObject({ channel, type: frameType.data });
  }
}

/** Sends frames and pings all the time, and reads nothing. Returns how to stop it. */
function chirp({ line }: AttachedPhone): () => void {
  const timer = setInterval(() => {
    line.socket.send(encodePhoneFrame(frameType.data, randomBytes(512)));
    line.socket.send("ping");
  }, 1);
  return () => clearInterval(timer);
}

describe.skipIf(process.platform !== "linux")("64 MB pushed", { timeout: 60_000 }, () => {
  test.for([
    ["at a phone that has stopped reading", () => () => {}],
    ["at a phone that goes on sending and does not read", chirp],
  ] as const)("%s: memory stays flat, the other phone goes on", async ([, whilePaused]) => {
    const { sessionId, ...keys } = newIdentity();
    const agent = await parties.attachAgent({ sessionId, ...keys });
    const [first, second, reading] = await parties.attachPhones(agent, sessionId, 3);
    if (!first || !second || !reading) throw new Error("expected three phones");
    const cold = residentMebibytes();
    // The relay has passed nothing on yet the first time; the second time it is warm.
    for (const paused of [first, second]) {
      const before = residentMebibytes();
      paused.line.socket.pause();
      const stop = whilePaused(paused);
      expect((await push(agent, paused.channel)) - before).toBeLessThan(growthMaxMebibytes);
      await untilClosed(agent, paused.channel);
      stop();
      await readMebibyte(agent, reading);
      paused.line.socket.resume();
      expect(await paused.line.closed).toBe(closeCode.slowConsumer);
    }
    expect(residentMebibytes() - cold).toBeLessThan(growthMaxMebibytes);
  });

  test("at a phone that reads arrives whole, and the phone stays", async () => {
    const identity = newIdentity();
    const agent = await parties.attachAgent(identity);
    const [phone] = await parties.attachPhones(agent, identity.sessionId, 1);
    if (!phone) throw new Error("expected a phone");
    const before = residentMebibytes();
    for (let i = 0; i < 64; i++) await readMebibyte(agent, phone);
    expect(residentMebibytes() - before).toBeLessThan(growthMaxMebibytes);
    phone.line.socket.send(encodePhoneFrame(frameType.data, randomBytes(512)));
    expect(parseAgentFrame(await agent.next()).channel).toBe(phone.channel);
  });
});
