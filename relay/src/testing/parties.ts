// An agent and phones as the tests need them: real keys, real proofs, sealed bodies of random bytes.

import {
  type Admission,
  encodeAdmissions,
  encodeAgentFrame,
  encodePhoneAuth,
  encodePhoneFrame,
  frameType,
  parseChallenge,
  proofBytes,
  sessionIdPreimage,
} from "@longrein/protocol/envelope";
import { concat } from "@longrein/protocol/bytes";
import { sha256 } from "../agent-proof.ts";
import { type Mode, type RelayClient, dial, relayHost } from "./relay-client.ts";

export interface AgentIdentity {
  readonly sessionId: Uint8Array;
  readonly relayKey: Uint8Array;
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

export interface PhoneIdentity {
  readonly id: Uint8Array;
  readonly capability: Uint8Array;
}

export async function newAgent(): Promise<AgentIdentity> {
  const pair = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("expected a key pair");
  const exported = await crypto.subtle.exportKey("raw", pair.publicKey);
  if (!(exported instanceof ArrayBuffer)) throw new Error("expected raw bytes");
  const relayKey = new Uint8Array(exported);
  return {
    relayKey,
    sessionId: (await sha256(sessionIdPreimage(relayKey))).slice(0, 16),
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign("Ed25519", pair.privateKey, bytes)),
  };
}

export function newPhone(): PhoneIdentity {
  return { id: random(16), capability: random(16) };
}

export function random(length: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(length));
}

export async function proofFrame(
  agent: AgentIdentity,
  challenge: Uint8Array,
  host = relayHost,
): Promise<Uint8Array> {
  const { nonce } = parseChallenge(challenge);
  const signature = await agent.sign(proofBytes(host, agent.sessionId, nonce));
  return encodeAgentFrame(frameType.proof, 0, concat(agent.relayKey, signature));
}

export async function admissionOf(phone: PhoneIdentity, seconds = 0): Promise<Admission> {
  return { id: phone.id, capabilityHash: await sha256(phone.capability), seconds };
}

export async function tableFrame(phones: readonly PhoneIdentity[], seconds = 0) {
  const rows = await Promise.all(phones.map((phone) => admissionOf(phone, seconds)));
  return encodeAgentFrame(frameType.auth, 0, encodeAdmissions(rows));
}

/** An agent that has proved itself, and has named its phones if any are given. */
export async function attachAgent(
  agent: AgentIdentity,
  mode: Mode,
  phones?: readonly PhoneIdentity[],
): Promise<RelayClient> {
  const client = await dial("agent", agent.sessionId, mode);
  const challenge = await client.nextOnAgentLeg();
  await client.send(await proofFrame(agent, challenge.body));
  const ok = await client.nextOnAgentLeg();
  if (ok.type !== frameType.ok) throw new Error("expected OK");
  if (phones !== undefined) await client.send(await tableFrame(phones));
  return client;
}

export function phoneAuthFrame(phone: PhoneIdentity): Uint8Array {
  return encodePhoneFrame(frameType.auth, encodePhoneAuth(phone.id, phone.capability));
}

/** A phone that is connected to the agent; the channel is the number by which the agent knows it. */
export async function attachPhone(
  agent: { sessionId: Uint8Array; client: RelayClient },
  phone: PhoneIdentity,
  mode: Mode,
): Promise<{ client: RelayClient; channel: number }> {
  const client = await dial("phone", agent.sessionId, mode);
  await client.send(phoneAuthFrame(phone));
  const types = [(await client.nextOnPhoneLeg()).type, (await client.nextOnPhoneLeg()).type];
  if (types[0] !== frameType.ok || types[1] !== frameType.open)
    throw new Error("expected OK, OPEN");
  const opened = await agent.client.nextOnAgentLeg();
  if (opened.type !== frameType.open) throw new Error("expected OPEN");
  return { client, channel: opened.channel };
}

export interface Pair {
  readonly agent: AgentIdentity;
  readonly agentClient: RelayClient;
  readonly phone: PhoneIdentity;
  readonly phoneClient: RelayClient;
  readonly channel: number;
}

/** A fresh session with one phone, frames flowing. */
export async function newPair(mode: Mode): Promise<Pair> {
  const agent = await newAgent();
  const phone = newPhone();
  const agentClient = await attachAgent(agent, mode, [phone]);
  const session = { sessionId: agent.sessionId, client: agentClient };
  const { client: phoneClient, channel } = await attachPhone(session, phone, mode);
  return { agent, agentClient, phone, phoneClient, channel };
}

/** Sends one frame each way and says whether both arrived as they were. */
export async function isTalking({ agentClient, phoneClient, channel }: Pair): Promise<boolean> {
  const up = random(512);
  await phoneClient.send(encodePhoneFrame(frameType.data, up));
  const atAgent = await agentClient.nextOnAgentLeg();
  const down = random(512);
  await agentClient.send(encodeAgentFrame(frameType.data, channel, down));
  const atPhone = await phoneClient.nextOnPhoneLeg();
  return atAgent.channel === channel && same(atAgent.body, up) && same(atPhone.body, down);
}

function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
