// Who gets in, through the real object: proofs, capabilities, replacement, limits; awake and with naps.

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { describe, expect, test } from "vitest";
import {
  closeCode,
  encodeAdmissions,
  encodeAgentFrame,
  encodePhoneFrame,
  errorCode,
  frameType,
} from "@longrein/protocol/envelope";
import { concat } from "@longrein/protocol/bytes";
import { phonesPerSessionMax, proveWithinMs } from "@longrein/protocol/limits";
import { unprovedPerLegMax } from "./relay-limits.ts";
import {
  type PhoneIdentity,
  admissionOf,
  attachAgent,
  attachPhone,
  isTalking,
  newAgent,
  newPair,
  newPhone,
  phoneAuthFrame,
  proofFrame,
  random,
  tableFrame,
} from "./testing/parties.ts";
import { type RelayClient, dial, evict, modes, stubOf } from "./testing/relay-client.ts";

async function isRefused(client: RelayClient, code: number, close: number): Promise<void> {
  const error = await client.next();
  expect(error).toMatchObject({ kind: "frame" });
  if (error.kind === "frame") expect(error.bytes.at(-1)).toBe(code);
  expect(await client.closeCode()).toBe(close);
}

/** As if every waiting socket had attached so much earlier: nobody waits ten seconds in a test. */
async function age(sessionId: Uint8Array, milliseconds: number): Promise<void> {
  await runInDurableObject(await stubOf(sessionId), (_, state) => {
    for (const socket of state.getWebSockets()) {
      const attachment: object = socket.deserializeAttachment();
      const fields = new Map<string, unknown>(Object.entries(attachment));
      for (const name of ["since", "arrivedAt"]) {
        if (fields.has(name)) fields.set(name, Number(fields.get(name)) - milliseconds);
      }
      socket.serializeAttachment(Object.fromEntries(fields));
    }
  });
  await evict(sessionId);
}

describe.each(modes)("agent, %s", (mode) => {
  test("is challenged with a fresh nonce each time", async () => {
    const { sessionId } = await newAgent();
    const first = await (await dial("agent", sessionId, mode)).nextOnAgentLeg();
    const second = await (await dial("agent", sessionId, mode)).nextOnAgentLeg();
    expect(first.body.slice(0, 32)).not.toEqual(second.body.slice(0, 32));
    expect(new TextDecoder().decode(first.body.slice(32))).toBe("relay.test");
  });

  test("with another's key is refused, and the rightful one is not disturbed", async () => {
    const pair = await newPair(mode);
    const stranger = await newAgent();
    const client = await dial("agent", pair.agent.sessionId, mode);
    const { body } = await client.nextOnAgentLeg();
    await client.send(await proofFrame(stranger, body));
    await isRefused(client, errorCode.refused, closeCode.refused);
    expect(await isTalking(pair)).toBe(true);
  });

  test("with another's key that signs the right session ID is refused", async () => {
    const { sessionId } = await newAgent();
    const stranger = await newAgent();
    const client = await dial("agent", sessionId, mode);
    const { body } = await client.nextOnAgentLeg();
    await client.send(await proofFrame({ ...stranger, sessionId }, body));
    await isRefused(client, errorCode.refused, closeCode.refused);
  });

  test("with the right key and a bad signature is refused", async () => {
    const pair = await newPair(mode);
    const client = await dial("agent", pair.agent.sessionId, mode);
    const proof = await proofFrame(pair.agent, (await client.nextOnAgentLeg()).body);
    proof[proof.length - 1] = (proof.at(-1) ?? 0) ^ 1;
    await client.send(proof);
    await isRefused(client, errorCode.refused, closeCode.refused);
    expect(await isTalking(pair)).toBe(true);
  });

  test("a proof made for another host is refused", async () => {
    const pair = await newPair(mode);
    const client = await dial("agent", pair.agent.sessionId, mode);
    const { body } = await client.nextOnAgentLeg();
    await client.send(await proofFrame(pair.agent, body, "rogue.test"));
    await isRefused(client, errorCode.refused, closeCode.refused);
    expect(await isTalking(pair)).toBe(true);
  });

  test("a recorded proof played again is refused", async () => {
    const agent = await newAgent();
    const first = await dial("agent", agent.sessionId, mode);
    const proof = await proofFrame(agent, (await first.nextOnAgentLeg()).body);
    await first.send(proof);
    expect((await first.nextOnAgentLeg()).type).toBe(frameType.ok);
    const second = await dial("agent", agent.sessionId, mode);
    await second.nextOnAgentLeg();
    await second.send(proof);
    await isRefused(second, errorCode.refused, closeCode.refused);
    expect(await first.quiet()).toEqual([]);
  });

  test("a key that is no point of the curve is refused", async () => {
    const agent = await newAgent();
    const client = await dial("agent", agent.sessionId, mode);
    await client.nextOnAgentLeg();
    const nothing = concat(new Uint8Array(32).fill(0xff), random(64));
    await client.send(encodeAgentFrame(frameType.proof, 0, nothing));
    await isRefused(client, errorCode.refused, closeCode.refused);
  });

  test("a second socket without proof leaves the first alone", async () => {
    const pair = await newPair(mode);
    const second = await dial("agent", pair.agent.sessionId, mode);
    await second.nextOnAgentLeg();
    expect(await isTalking(pair)).toBe(true);
  });

  test("a second socket with proof replaces the first, and its phones dial again", async () => {
    const pair = await newPair(mode);
    const second = await attachAgent(pair.agent, mode, [pair.phone]);
    await isRefused(pair.agentClient, errorCode.replaced, closeCode.replaced);
    expect((await pair.phoneClient.nextOnPhoneLeg()).type).toBe(frameType.close);
    expect(await pair.phoneClient.closeCode()).toBe(1001);
    const session = { sessionId: pair.agent.sessionId, client: second };
    const { client: phoneClient, channel } = await attachPhone(session, pair.phone, mode);
    expect(await isTalking({ ...pair, agentClient: second, phoneClient, channel })).toBe(true);
  });

  test("anything but PROOF before OK closes", async () => {
    const { sessionId } = await newAgent();
    const client = await dial("agent", sessionId, mode);
    await client.nextOnAgentLeg();
    await client.send(encodeAgentFrame(frameType.auth, 0));
    await isRefused(client, errorCode.malformed, closeCode.malformed);
  });

  test("silent for too long is closed with 4408, and the proved one stays", async () => {
    const pair = await newPair(mode);
    const client = await dial("agent", pair.agent.sessionId, mode);
    await client.nextOnAgentLeg();
    const stub = await stubOf(pair.agent.sessionId);
    await age(pair.agent.sessionId, proveWithinMs - 2_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    expect(await client.quiet()).toEqual([]);
    await age(pair.agent.sessionId, 2_000);
    expect(await runDurableObjectAlarm(stub)).toBe(true);
    await isRefused(client, errorCode.refused, closeCode.silent);
    expect(await runDurableObjectAlarm(stub)).toBe(false);
    expect(await isTalking(pair)).toBe(true);
  });

  test("a crowd of silent sockets cannot keep the agent out", async () => {
    const agent = await newAgent();
    const crowd: RelayClient[] = [];
    for (let i = 0; i < unprovedPerLegMax + 1; i++) {
      crowd.push(await dial("agent", agent.sessionId, mode));
    }
    expect(await crowd[0]?.closeCode()).toBe(closeCode.busy);
    expect(await attachAgent(agent, mode)).toBeDefined();
  });
});

describe.each(modes)("phone, %s", (mode) => {
  async function knock(sessionId: Uint8Array, phone: PhoneIdentity): Promise<RelayClient> {
    const client = await dial("phone", sessionId, mode);
    await client.send(phoneAuthFrame(phone));
    return client;
  }

  test("a wrong capability, an unknown id, another's capability: refused alike", async () => {
    const agent = await newAgent();
    const phone = newPhone();
    const other = newPhone();
    const agentClient = await attachAgent(agent, mode, [phone, other]);
    const { id, capability } = phone;
    for (const wrong of [
      { id, capability: random(16) },
      { id: random(16), capability },
      { id, capability: other.capability },
      { id: random(16), capability: new Uint8Array(16) },
    ]) {
      const client = await knock(agent.sessionId, wrong);
      await isRefused(client, errorCode.refused, closeCode.refused);
    }
    expect(await agentClient.quiet()).toEqual([]);
  });

  test("a revoked phone is refused: the new table replaces the old", async () => {
    const pair = await newPair(mode);
    await pair.agentClient.send(await tableFrame([newPhone()]));
    const client = await knock(pair.agent.sessionId, pair.phone);
    await isRefused(client, errorCode.refused, closeCode.refused);
    expect(await isTalking(pair)).toBe(true);
  });

  test("an offer's row ends by itself", async () => {
    const agent = await newAgent();
    const phone = newPhone();
    const agentClient = await attachAgent(agent, mode);
    await agentClient.send(await tableFrame([phone], 300));
    await age(agent.sessionId, 298_000);
    const session = { sessionId: agent.sessionId, client: agentClient };
    await attachPhone(session, phone, mode);
    await age(agent.sessionId, 2_000);
    const late = await knock(agent.sessionId, phone);
    await isRefused(late, errorCode.refused, closeCode.refused);
  });

  test("without an agent is told to come back", async () => {
    const { sessionId } = await newAgent();
    await isRefused(await knock(sessionId, newPhone()), errorCode.busy, closeCode.busy);
  });

  test("before the agent has sent its table is told to come back, not that it is unwelcome", async () => {
    const agent = await newAgent();
    await attachAgent(agent, mode);
    await isRefused(await knock(agent.sessionId, newPhone()), errorCode.busy, closeCode.busy);
  });

  test("DATA before AUTH closes", async () => {
    const agent = await newAgent();
    const agentClient = await attachAgent(agent, mode, [newPhone()]);
    const client = await dial("phone", agent.sessionId, mode);
    await client.send(encodePhoneFrame(frameType.data, random(512)));
    await isRefused(client, errorCode.malformed, closeCode.malformed);
    expect(await agentClient.quiet()).toEqual([]);
  });

  test("silent for too long is closed with 4408", async () => {
    const { sessionId } = await newAgent();
    const client = await dial("phone", sessionId, mode);
    await age(sessionId, proveWithinMs);
    expect(await runDurableObjectAlarm(await stubOf(sessionId))).toBe(true);
    await isRefused(client, errorCode.refused, closeCode.silent);
  });

  test("the ninth is turned away; with an older socket of its own it takes that one's place", async () => {
    const agent = await newAgent();
    const phones = Array.from({ length: phonesPerSessionMax + 1 }, newPhone);
    const agentClient = await attachAgent(agent, mode, phones);
    const session = { sessionId: agent.sessionId, client: agentClient };
    const attached = [];
    for (const phone of phones.slice(0, phonesPerSessionMax)) {
      attached.push(await attachPhone(session, phone, mode));
    }
    const ninth = phones.at(-1) ?? newPhone();
    await isRefused(await knock(agent.sessionId, ninth), errorCode.busy, closeCode.busy);
    const again = await knock(agent.sessionId, phones[3] ?? ninth);
    expect((await again.nextOnPhoneLeg()).type).toBe(frameType.ok);
    const older = attached[3];
    if (older === undefined) throw new Error("expected a fourth phone");
    await isRefused(older.client, errorCode.replaced, closeCode.replaced);
    expect(await agentClient.nextOnAgentLeg()).toMatchObject({
      type: frameType.close,
      channel: older.channel,
    });
    expect(await agentClient.nextOnAgentLeg()).toMatchObject({
      type: frameType.open,
      channel: phonesPerSessionMax + 1,
    });
  });

  test("the largest table the protocol allows is kept", async () => {
    const agent = await newAgent();
    const phone = newPhone();
    const rows = await Promise.all(Array.from({ length: 127 }, () => admissionOf(newPhone())));
    const agentClient = await attachAgent(agent, mode);
    const table = encodeAdmissions([...rows, await admissionOf(phone)]);
    await agentClient.send(encodeAgentFrame(frameType.auth, 0, table));
    const session = { sessionId: agent.sessionId, client: agentClient };
    expect((await attachPhone(session, phone, mode)).channel).toBe(1);
  });
});

test("sessions are strangers: a phone of one cannot reach another", async () => {
  const pair = await newPair("awake");
  const other = await newPair("awake");
  const client = await dial("phone", other.agent.sessionId, "awake");
  await client.send(phoneAuthFrame(pair.phone));
  await isRefused(client, errorCode.refused, closeCode.refused);
});
