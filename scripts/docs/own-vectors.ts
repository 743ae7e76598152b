// docs/protocol-vectors.json: what the protocol's own derivations give for made-up secrets, and one whole handshake with
// every random byte that went into it, so that another implementation can be compared byte by byte.

import { createHash } from "node:crypto";
import {
  AgentHandshake,
  PhoneHandshake,
  actionDigest,
  approvalBytes,
  ascii,
  authBytes,
  chainNext,
  chainStart,
  checkCode,
  concat,
  offerCapability,
  offerId,
  pairingLink,
  pairingPsk,
  proofBytes,
  splitFirstMessage,
  utf8,
} from "../../protocol/src/index.ts";
import { encodePairingOffer } from "../../protocol/src/pairing-code.ts";
import { encodeRecords, recordKind } from "../../protocol/src/records.ts";
import { sessionIdPreimage } from "../../protocol/src/envelope.ts";
import { noblePrimitives } from "../../protocol/src/noble-primitives.ts";

type Vectors = Readonly<Record<string, unknown>>;

const hash = {
  sha256: (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest()),
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
/** Made up, and different for each name. */
const made = (name: string, length = 32): Uint8Array =>
  hash.sha256(ascii(`vector ${name}`)).slice(0, length);

const sessionId = hash.sha256(sessionIdPreimage(made("relay key"))).slice(0, 16);

export async function ownVectors(): Promise<Vectors> {
  return {
    about: "made by `npm test`; docs/protocol.md says what each is. All bytes are hexadecimal.",
    session: session(),
    pairing: pairing(),
    feed: feed(),
    approval: approval(),
    handshake: await handshake(),
  };
}

function session(): Vectors {
  const [relayKey, nonce, host] = [made("relay key"), made("nonce"), "relay.example.org"];
  const signed = proofBytes(host, sessionId, nonce);
  return {
    relayKey: hex(relayKey),
    sessionId: hex(sessionId),
    host,
    nonce: hex(nonce),
    signed: hex(signed),
  };
}

function pairing(): Vectors {
  const secret = made("offer secret");
  const offer = { sessionId, agentKey: made("agent key"), secret, relayHost: "relay.example.org" };
  const primitives = noblePrimitives(() => new Uint8Array());
  return {
    offerSecret: hex(secret),
    psk0: hex(pairingPsk(primitives, secret)),
    offerId: hex(offerId(primitives, secret)),
    capability: hex(offerCapability(primitives, secret)),
    offer: hex(encodePairingOffer(offer)),
    link: pairingLink("https://app.example.org", offer),
    handshakeHash: hex(made("handshake hash")),
    checkCode: checkCode(primitives, made("handshake hash")),
  };
}

function feed(): Vectors {
  const epoch = made("epoch", 8);
  const event = '{"t":"compacted","at":1}';
  const start = chainStart(hash, epoch, "inbox");
  return {
    epoch: hex(epoch),
    feed: "inbox",
    chain0: hex(start),
    event,
    chain1: hex(chainNext(hash, start, utf8(event))),
  };
}

function approval(): Vectors {
  const actionBytes = utf8('{"t":"tool"}');
  const statement = {
    sessionId,
    agentNoiseKey: made("agent key"),
    agentIdentityKey: made("agent identity"),
    run: made("run", 16),
    approval: made("approval", 16),
    actionBytes,
    shown: "exact",
    decision: "approve",
    scope: "once",
    notAfter: 1_800_000_000_000,
    nonce: made("approval nonce", 16),
    device: made("device", 16),
    auditHead: made("audit head"),
    rendererVersion: 1,
  } as const;
  const named = Object.entries(statement).map(([name, value]): [string, unknown] => [
    name,
    value instanceof Uint8Array ? hex(value) : value,
  ]);
  return {
    ...Object.fromEntries<unknown>(named),
    actionDigest: hex(actionDigest(hash, actionBytes)),
    signed: hex(approvalBytes(hash, statement)),
  };
}

async function handshake(): Promise<Vectors> {
  const drawn = { phone: [] as string[], agent: [] as string[] };
  const primitivesOf = (who: "phone" | "agent") =>
    noblePrimitives((length) => {
      const bytes = stream(`${who} ${drawn[who].length}`, length);
      drawn[who].push(hex(bytes));
      return bytes;
    });
  const [phoneSide, agentSide] = [primitivesOf("phone"), primitivesOf("agent")];
  const keyPair = (secret: Uint8Array) => ({ secret, public: phoneSide.x25519Public(secret) });
  const keys = { phone: keyPair(made("phone static")), agent: keyPair(made("agent static")) };
  const header = { mode: "session", id: made("slot", 16) } as const;
  const shared = { header, sessionId, psk0: made("psk"), versions: { min: 1, max: 1, build: 1 } };
  const greeting = { agentTimeMs: 1_800_000_000_000, epoch: made("epoch", 8) };
  const phone = new PhoneHandshake({
    ...shared,
    primitives: phoneSide,
    static: keys.phone,
    agentKey: keys.agent.public,
  });
  const agent = new AgentHandshake({
    ...shared,
    ...greeting,
    primitives: agentSide,
    static: keys.agent,
  });
  const first = await phone.start();
  const { message: m2 } = await agent.answer(splitFirstMessage(first).m1);
  const outcome = await phone.finish(m2);
  if (outcome.kind !== "established") throw new Error("expected a handshake that ends");
  await agent.finish(outcome.message);
  const plaintext = encodeRecords([
    { kind: recordKind.message, flags: 0, stream: 0, body: utf8('{"v":1}') },
  ]);
  return {
    header: hex(first.slice(0, 19)),
    sessionId: hex(sessionId),
    psk0: hex(shared.psk0),
    agentStatic: hex(keys.agent.secret),
    phoneStatic: hex(keys.phone.secret),
    agentTimeMs: greeting.agentTimeMs,
    epoch: hex(greeting.epoch),
    phoneDraws: drawn.phone,
    agentDraws: drawn.agent,
    m1: hex(first.slice(19)),
    m2: hex(m2),
    m3: hex(outcome.message),
    handshakeHash: hex(outcome.handshakeHash),
    phoneSigns: hex(authBytes(outcome.handshakeHash, first.slice(0, 19), sessionId)),
    firstPlaintext: hex(plaintext),
    firstFrame: hex(await outcome.send.seal(new Uint8Array(), plaintext)),
  };
}

function stream(name: string, length: number): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => made(`${name} ${i}`));
  return concat(...blocks).slice(0, length);
}
