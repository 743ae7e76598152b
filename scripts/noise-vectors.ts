// Runs Noise test vectors in the cacophony JSON format through the handshake engine. One vector passes
// when both sides, on the backend given, produce and read exactly the published bytes.

import { nodePrimitives } from "../agent/src/platform/node-primitives.ts";
import { NoiseHandshake, type NoiseOptions } from "../protocol/src/noise/noise-handshake.ts";
import { type Pattern, parseProtocolName, suite } from "../protocol/src/noise/pattern.ts";
import type { CipherState } from "../protocol/src/noise/cipher-state.ts";
import type { KeyPair, Primitives } from "../protocol/src/primitives.ts";

export interface NoiseVector {
  readonly name: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly messages: readonly { readonly payload: Uint8Array; readonly ciphertext: Uint8Array }[];
}

interface Side {
  readonly handshake: NoiseHandshake;
  transport?: { readonly send: CipherState; readonly receive: CipherState };
}

const empty = new Uint8Array();

/** The vectors of one file; throws with what was expected if it is not such a file. */
export function parseVectorFile(text: string): NoiseVector[] {
  const file: unknown = JSON.parse(text);
  const list = isRecord(file) ? file["vectors"] : undefined;
  if (!Array.isArray(list)) throw new Error('expected an object with a list "vectors"');
  return list.map(parseVector);
}

// Extensions of Noise, not patterns of it: a second handshake after a failed first one, a KEM's tokens,
// and an option of one implementation. An unknown pattern without these is a failure, not left out.
const extension = /^Noise_[A-Z1]+[a-z0-9+]*(?:fallback|hfs|noidh)/;

/** Whether a vector is of the product's suite and of plain Noise; others are not ours to judge. */
export function isOurs({ name }: NoiseVector): boolean {
  return name.endsWith(`_${suite}`) && !extension.test(name);
}

/** Resolves if the vector passes, rejects with the first difference. */
export async function runVector(vector: NoiseVector, primitives: Primitives): Promise<void> {
  const pattern = parseProtocolName(vector.name);
  const initiator = side(vector, pattern, primitives, true);
  const responder = side(vector, pattern, primitives, false);
  if (vector.messages.length < pattern.messages.length) {
    throw new Error("expected a message for each of the pattern");
  }
  for (const [index, { payload, ciphertext }] of vector.messages.entries()) {
    const forward = pattern.oneWay || index % 2 === 0;
    const [from, to] = forward ? [initiator, responder] : [responder, initiator];
    same(await write(from, payload), ciphertext, `message ${index}`);
    same(await read(to, ciphertext), payload, `payload ${index}`);
    if (index === pattern.messages.length - 1) finish(vector, initiator, responder);
  }
}

function finish(vector: NoiseVector, initiator: Side, responder: Side): void {
  const hash = optionalHex(vector.fields, "handshake_hash");
  for (const peer of [initiator, responder]) {
    if (hash !== undefined) same(peer.handshake.handshakeHash, hash, "handshake hash");
    peer.transport = peer.handshake.split();
  }
}

function side(
  { fields }: NoiseVector,
  pattern: Pattern,
  primitives: Primitives,
  initiator: boolean,
): Side {
  const prefix = initiator ? "init" : "resp";
  const pair = (name: string): KeyPair | undefined => {
    const secret = optionalHex(fields, `${prefix}_${name}`);
    return secret && { secret, public: nodePrimitives.x25519Public(secret) };
  };
  const options: NoiseOptions = {
    primitives,
    pattern,
    initiator,
    prologue: optionalHex(fields, `${prefix}_prologue`) ?? empty,
    static: pair("static"),
    remoteStatic: optionalHex(fields, `${prefix}_remote_static`),
    fixedEphemeral: pair("ephemeral"),
    psks: psks(fields, prefix),
  };
  return { handshake: new NoiseHandshake(options) };
}

/** Publishers write a list "init_psks", or for a single one "init_psk". */
function psks(fields: NoiseVector["fields"], prefix: string): Uint8Array[] {
  const several = fields[`${prefix}_psks`];
  if (Array.isArray(several)) return several.map((psk) => hex(psk, `${prefix}_psks`));
  const single = optionalHex(fields, `${prefix}_psk`);
  return single === undefined ? [] : [single];
}

async function write({ handshake, transport }: Side, payload: Uint8Array): Promise<Uint8Array> {
  return transport ? transport.send.seal(empty, payload) : handshake.writeMessage(payload);
}

async function read({ handshake, transport }: Side, message: Uint8Array): Promise<Uint8Array> {
  return transport ? transport.receive.open(empty, message) : handshake.readMessage(message);
}

function parseVector(value: unknown): NoiseVector {
  if (!isRecord(value)) throw new Error("expected every vector to be an object");
  // cacophony says "protocol_name", noise-c "name".
  const name = value["protocol_name"] ?? value["name"];
  const messages = value["messages"];
  if (typeof name !== "string" || !Array.isArray(messages)) {
    throw new Error('expected "protocol_name" and "messages" in every vector');
  }
  return {
    name,
    fields: value,
    messages: messages.map((message) => {
      if (!isRecord(message)) throw new Error(`expected an object for every message of ${name}`);
      return {
        payload: hex(message["payload"], "payload"),
        ciphertext: hex(message["ciphertext"], "ciphertext"),
      };
    }),
  };
}

function optionalHex(fields: NoiseVector["fields"], name: string): Uint8Array | undefined {
  const value = fields[name];
  return value === undefined || value === null ? undefined : hex(value, name);
}

function hex(value: unknown, name: string): Uint8Array {
  if (typeof value !== "string" || !/^(?:[0-9a-f]{2})*$/i.test(value)) {
    throw new Error(`expected hexadecimal digits in "${name}"`);
  }
  return Uint8Array.from(value.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function same(actual: Uint8Array, expected: Uint8Array, what: string): void {
  if (Buffer.compare(actual, expected) !== 0) throw new Error(`${what} differs`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
