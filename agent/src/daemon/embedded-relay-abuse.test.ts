// The built relay in the real workerd against those who would displace an agent or read what it leaves
// behind. Those who would fill its memory are in embedded-relay-memory.test.ts.

import { createHash, createHmac, randomBytes } from "node:crypto";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  encodeAgentFrame,
  encodePhoneFrame,
  errorCode,
  frameType,
  parseAgentFrame,
} from "@longrein/protocol/envelope";
import { toBase64url } from "@longrein/protocol/base64url";
import { buildRelay } from "../../../scripts/build.ts";
import type { WorkerdProcess } from "../platform/workerd-process.ts";
import { RelayParties, newIdentity } from "../testing/relay-parties.ts";
import { startEmbeddedRelay } from "./embedded-relay.ts";

let folder: string;
let relay: WorkerdProcess;
let parties: RelayParties;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relay-abuse-"));
  const { workerFile } = await buildRelay();
  relay = await startEmbeddedRelay({ workerFile, stateFolder: folder });
  parties = new RelayParties(relay.url);
});

afterEach(async () => {
  parties.hangUp();
  await relay.stop();
  await rm(folder, { recursive: true });
});

test("a squatter with the session ID and no key never displaces the agent", async () => {
  const identity = newIdentity();
  const agent = await parties.attachAgent(identity);
  const [phone] = await parties.attachPhones(agent, identity.sessionId, 1);
  const squatters = Array.from({ length: 20 }, () => parties.dial("agent", identity.sessionId));
  for (const squatter of squatters) {
    await squatter.next();
    squatter.socket.send(encodeAgentFrame(frameType.proof, 0, randomBytes(96)));
  }
  for (const squatter of squatters) {
    const { type, body } = parseAgentFrame(await squatter.next());
    expect(type).toBe(frameType.error);
    // Refused for its proof, or pushed out by the next in the crowd before it came to that.
    expect([errorCode.refused, errorCode.busy]).toContain(body[0]);
  }
  phone?.line.socket.send(encodePhoneFrame(frameType.data, randomBytes(512)));
  expect(parseAgentFrame(await agent.next()).type).toBe(frameType.data);
});

/** How workerd makes an object's id of its name and its namespace's key. */
function objectId(name: string): string {
  const key = createHash("sha256").update("longrein-switchboard").digest();
  const first = createHmac("sha256", key).update(name).digest().subarray(0, 16);
  const second = createHmac("sha256", key).update(first).digest().subarray(0, 16);
  return Buffer.concat([first, second]).toString("hex");
}

test("nothing that passes through is left on the disk or in what is printed", async () => {
  const canary = `canary${randomBytes(12).toString("hex")}`;
  const identity = newIdentity();
  const headers = { "X-Canary": canary, "User-Agent": canary };
  const agent = await parties.attachAgent(identity, headers);
  const [phone] = await parties.attachPhones(agent, identity.sessionId, 1, headers);
  if (phone === undefined) throw new Error("expected a phone");
  const body = Buffer.alloc(512, canary);
  phone.line.socket.send(encodePhoneFrame(frameType.data, body));
  expect(body.equals(parseAgentFrame(await agent.next()).body)).toBe(true);
  agent.socket.send(encodeAgentFrame(frameType.data, phone.channel, body));
  await phone.line.next();
  await fetch(`${relay.url}/${canary}?${canary}`, { headers });
  const { socket } = parties.dial("phone", randomBytes(16), headers);
  socket.once("open", () => socket.send(canary));
  await new Promise((resolve) => setTimeout(resolve, 300));
  const { sessionId } = identity;
  const marks = [
    Buffer.from(canary),
    sessionId,
    Buffer.from(sessionId.toString("hex")),
    Buffer.from(toBase64url(sessionId)),
  ];
  const stored = await readdir(join(folder, "relay/objects"), {
    recursive: true,
    withFileTypes: true,
  });
  const files = stored.filter((entry) => entry.isFile());
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const mark of marks) expect(bytes.includes(mark)).toBe(false);
  }
  // workerd names a file by two keyed hashes of the object's name, so a name that is not itself a hash
  // would not show in it, yet anybody who guesses a session ID could look whether it is there.
  const names = files.map(({ name }) => name);
  expect(names).toContain(
    `${objectId(createHash("sha256").update(sessionId).digest("hex"))}.sqlite`,
  );
  for (const name of [toBase64url(sessionId), sessionId.toString("hex")]) {
    expect(names).not.toContain(`${objectId(name)}.sqlite`);
  }
  for (const mark of marks) expect(relay.printed()).not.toContain(mark.toString("latin1"));
});
