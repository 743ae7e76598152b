// What every relay must do, however it was started: steps that take nothing but its address. With plain assertions,
// because not only Vitest runs them.

import { deepEqual, equal, match, ok } from "node:assert/strict";
import { randomBytes } from "node:crypto";
import {
  closeCode,
  encodeAgentFrame,
  encodePhoneAuth,
  encodePhoneFrame,
  errorCode,
  frameType,
  parseAgentFrame,
  parseChallenge,
  parsePhoneFrame,
  proofBytes,
} from "../../protocol/src/envelope.ts";
import { toBase64url } from "../../protocol/src/base64url.ts";
import {
  type Identity,
  type Line,
  RelayParties,
  newIdentity,
} from "../../agent/src/testing/relay-parties.ts";
import { manifestOfFolder } from "../../agent/src/verify/manifest-of-folder.ts";
import { verifyApp } from "../../agent/src/verify/verify-app.ts";
import { canonicalErrors } from "./canonical-errors.ts";

export interface RelayUnderTest {
  readonly url: string;
  /** What it is to serve. */
  readonly appFolder: string;
}

type Step = (relay: RelayUnderTest, parties: RelayParties) => Promise<void>;

export const relayScenario: Readonly<Record<string, Step>> = {
  "a pair of ends talks through it and hears when the other goes": talk,
  "an agent with a wrong proof is refused, and so is a phone that nobody admitted": refuse,
  "a nameplate is given to its agent and claimed once": claim,
  "the app is served as it was built, in each byte and header": serve,
  "each kind of wrong request gets its constant answer, with the headers of all answers": err,
};

/** All steps, for whoever has no test runner; throws at the first that fails. */
export async function playRelayScenario(relay: RelayUnderTest): Promise<number> {
  for (const [what, step] of Object.entries(relayScenario)) {
    await playStep(relay, step).catch((cause: unknown) => {
      throw new Error(`not so: ${what}`, { cause });
    });
  }
  return Object.keys(relayScenario).length;
}

export async function playStep(relay: RelayUnderTest, step: Step): Promise<void> {
  const parties = new RelayParties(relay.url);
  try {
    await step(relay, parties);
  } finally {
    parties.hangUp();
  }
}

async function talk(_: RelayUnderTest, parties: RelayParties): Promise<void> {
  const identity = newIdentity();
  const agent = await parties.attachAgent(identity);
  const [phone] = await parties.attachPhones(agent, identity.sessionId, 1);
  ok(phone);
  for (const bytes of [512, 32_768]) {
    const [there, back] = [randomBytes(bytes), randomBytes(bytes)];
    phone.line.socket.send(encodePhoneFrame(frameType.data, there));
    const arrived = parseAgentFrame(await agent.next());
    deepEqual([arrived.type, arrived.channel], [frameType.data, phone.channel]);
    ok(there.equals(arrived.body), "the agent has other bytes than the phone sent");
    agent.socket.send(encodeAgentFrame(frameType.data, phone.channel, back));
    const { type, body } = parsePhoneFrame(await phone.line.next());
    equal(type, frameType.data);
    ok(back.equals(body), "the phone has other bytes than the agent sent");
  }
  phone.line.socket.close();
  const gone = parseAgentFrame(await agent.next());
  deepEqual([gone.type, gone.channel], [frameType.close, phone.channel]);
}

async function refuse(_: RelayUnderTest, parties: RelayParties): Promise<void> {
  const identity = newIdentity();
  const [other, elsewhere] = [newIdentity(), "relay.example.org"];
  await refused(await proving(parties, identity, (host) => ({ signer: other, host })));
  await refused(await proving(parties, identity, () => ({ signer: identity, host: elsewhere })));
  const agent = await parties.attachAgent(identity);
  await parties.attachPhones(agent, identity.sessionId, 1);
  const stranger = parties.dial("phone", identity.sessionId);
  await new Promise((resolve) => stranger.socket.once("open", resolve));
  const made = encodePhoneAuth(randomBytes(16), randomBytes(16));
  stranger.socket.send(encodePhoneFrame(frameType.auth, made));
  const { type, body } = parsePhoneFrame(await stranger.next());
  deepEqual([type, body[0]], [frameType.error, errorCode.refused]);
  equal(await stranger.closed, closeCode.refused);
}

/** Somebody who asks for an identity's place and signs as told. */
async function proving(
  parties: RelayParties,
  { sessionId }: Identity,
  as: (dialled: string) => { readonly signer: Identity; readonly host: string },
): Promise<Line> {
  const line = parties.dial("agent", sessionId);
  const challenge = parseChallenge(parseAgentFrame(await line.next()).body);
  const { signer, host } = as(challenge.host);
  const signature = signer.sign(proofBytes(host, sessionId, challenge.nonce));
  const proof = Buffer.concat([signer.relayKey, signature]);
  line.socket.send(encodeAgentFrame(frameType.proof, 0, proof));
  return line;
}

async function refused(line: Line): Promise<void> {
  const { type, body } = parseAgentFrame(await line.next());
  deepEqual([type, body[0]], [frameType.error, errorCode.refused]);
  equal(await line.closed, closeCode.refused);
}

async function claim({ url }: RelayUnderTest): Promise<void> {
  const [sessionId, id, capability, first, second] = Array.from({ length: 5 }, () =>
    toBase64url(randomBytes(16)),
  );
  const post = async (path: string, body: object, origin?: string) => {
    const headers = origin === undefined ? {} : { origin };
    const request = { method: "POST", body: JSON.stringify(body), headers };
    const answer = await fetch(`${url}/v1/${path}`, request);
    return { status: answer.status, text: await answer.text() };
  };
  const ticket = { sessionId, id, capability };
  const given = await post("nameplates", ticket);
  equal(given.status, 201);
  const nameplate = /"nameplate":"(?<name>[0-9A-Z]{4})"/.exec(given.text)?.groups?.["name"];
  ok(nameplate, given.text);
  const claimed = (by: string | undefined) =>
    post("nameplates/claim", { nameplate, claim: by }, url);
  const granted = await claimed(first);
  equal(granted.status, 200);
  deepEqual(JSON.parse(granted.text), ticket);
  deepEqual(await claimed(second), { status: 409, text: "used" });
}

async function serve({ url, appFolder }: RelayUnderTest): Promise<void> {
  const manifest = await manifestOfFolder(appFolder, "0.0.0");
  const { paths, differences } = await verifyApp(new URL(url), { manifest, folder: appFolder });
  ok(paths > 10, `there are only ${paths} paths to compare`);
  deepEqual(differences, []);
}

async function err({ url }: RelayUnderTest): Promise<void> {
  for (const { method, path, headers, status, words } of canonicalErrors) {
    const answer = await fetch(`${url}${path}`, { method, headers });
    const what = `${method} ${path}`;
    deepEqual([what, answer.status, await answer.text()], [what, status, words]);
    equal(answer.headers.get("cache-control"), "no-store", what);
    equal(answer.headers.get("content-type"), "text/plain; charset=utf-8", what);
    match(answer.headers.get("content-security-policy") ?? "", /^default-src 'none'; /, what);
  }
}
