// The one handshake of the product, for pairing and for every session. See docs/protocol.md, "Handshake".
//
//   Noise_XKpsk0+psk3_25519_AESGCM_SHA256          phone = initiator, agent = responder
//
//   <- s                   the phone knows the agent's key from the pairing link
//   -> psk0, e, es         header ‖ m1: ek[1184] ‖ u8 min ‖ u8 max ‖ u32 build ‖ 0…       19 + 1280 B
//   <- e, ee               m2: ct[1088] ‖ u8 V ‖ u8 min ‖ u8 max ‖ u32 build
//                              ‖ u64 agentTimeMs ‖ epoch[8] ‖ 0…                               1280 B
//   -> s, se, psk3         m3: empty                                                              64 B
//
// psk0 makes m1 useless to whoever does not hold the pairing secret or the device's psk; psk3 is the
// ML-KEM-768 secret, so recordings stay closed to a quantum computer. The zeros are room for later
// versions: sent as zeros, not looked at.

import { ByteReader, concat, u32, u64, u8 } from "./bytes.ts";
import { ProtocolFailure } from "./failure.ts";
import { type Header, encodeHeader, headerBytes, parseHeader, prologue } from "./header.ts";
import {
  encapsulationKeyBytes,
  kemCiphertextBytes,
  kemDecapsulate,
  kemEncapsulate,
  kemKeyPair,
} from "./kem.ts";
import { kemPsk } from "./keys.ts";
import { handshakePayloadBytes } from "./limits.ts";
import type { CipherState } from "./noise/cipher-state.ts";
import { NoiseHandshake } from "./noise/noise-handshake.ts";
import { parseProtocolName } from "./noise/pattern.ts";
import type { KeyPair, Primitives } from "./primitives.ts";
import { type VersionRange, type VersionVerdict, checkVersion, chooseVersion } from "./versions.ts";

const pattern = parseProtocolName("Noise_XKpsk0+psk3_25519_AESGCM_SHA256");
const empty = new Uint8Array();

export interface HandshakeOptions {
  readonly primitives: Primitives;
  readonly header: Header;
  readonly sessionId: Uint8Array;
  readonly psk0: Uint8Array;
  readonly static: KeyPair;
  readonly versions: VersionRange;
  /** The highest version spoken with this peer before; 0 for a new one. */
  readonly versionFloor?: number;
}

/** Two ends that hold the same keys; nobody has said anything yet. */
export interface Established {
  readonly send: CipherState;
  readonly receive: CipherState;
  /** Both sides' fingerprint of this very conversation: signed by the phone's identity key. */
  readonly handshakeHash: Uint8Array;
  readonly header: Header;
  readonly remoteStatic: Uint8Array;
  readonly version: number;
  readonly peer: VersionRange;
}

export interface AgentGreeting {
  readonly agentTimeMs: number;
  readonly epoch: Uint8Array;
}

export type PhoneOutcome =
  | ({ readonly kind: "established"; readonly message: Uint8Array } & AgentGreeting & Established)
  | Extract<VersionVerdict, { kind: "update-required" }>;

export class PhoneHandshake {
  readonly #options: HandshakeOptions;
  readonly #noise: NoiseHandshake;
  readonly #kem: { readonly secret: Uint8Array; readonly public: Uint8Array };

  constructor(options: HandshakeOptions & { readonly agentKey: Uint8Array }) {
    this.#options = options;
    this.#noise = noise(options, true, options.agentKey);
    this.#kem = kemKeyPair(options.primitives);
  }

  /** header ‖ m1 */
  async start(): Promise<Uint8Array> {
    const m1 = await this.#noise.writeMessage(
      padded(this.#kem.public, versionBytes(this.#options.versions)),
    );
    return concat(encodeHeader(this.#options.header), m1);
  }

  /** Takes m2, gives m3. */
  async finish(m2: Uint8Array): Promise<PhoneOutcome> {
    const payload = reader(await this.#noise.readMessage(m2));
    const ciphertext = payload.take(kemCiphertextBytes);
    const chosen = payload.u8();
    const agent = readVersions(payload);
    const greeting = readGreeting(payload);
    const { versions, versionFloor, primitives, header } = this.#options;
    const verdict = checkVersion(chosen, versions, agent, versionFloor);
    if (verdict.kind === "update-required") return verdict;

    const shared = kemDecapsulate(this.#kem.secret, ciphertext);
    this.#kem.secret.fill(0);
    this.#noise.supplyPsk(kemPsk(primitives, shared, this.#kem.public, ciphertext));
    const message = await this.#noise.writeMessage(empty);
    const { version } = verdict;
    const keys = established(this.#noise, header, version, agent);
    return { kind: "established", message, ...keys, ...greeting };
  }
}

export type AgentAnswer = { readonly message: Uint8Array } & VersionVerdict;

export class AgentHandshake {
  readonly #options: HandshakeOptions & AgentGreeting;
  readonly #noise: NoiseHandshake;
  #agreed: { readonly version: number; readonly phone: VersionRange } | undefined;

  constructor(options: HandshakeOptions & AgentGreeting) {
    this.#options = options;
    this.#noise = noise(options, false);
  }

  /** Takes m1 (without header), gives m2. After "update-required" the phone has been told; it is over. */
  async answer(m1: Uint8Array): Promise<AgentAnswer> {
    const payload = reader(await this.#noise.readMessage(m1));
    const encapsulationKey = payload.take(encapsulationKeyBytes);
    const phone = readVersions(payload);
    const { primitives, versions, versionFloor, agentTimeMs, epoch } = this.#options;
    const verdict = chooseVersion(phone, versions, versionFloor);
    const { ciphertext, shared } = encapsulate(primitives, encapsulationKey);
    this.#noise.supplyPsk(kemPsk(primitives, shared, encapsulationKey, ciphertext));
    const version = verdict.kind === "common" ? verdict.version : 0;
    const message = await this.#noise.writeMessage(
      padded(ciphertext, u8(version), versionBytes(versions), u64(agentTimeMs), epoch),
    );
    if (verdict.kind === "common") this.#agreed = { version, phone };
    return { message, ...verdict };
  }

  async finish(m3: Uint8Array): Promise<Established> {
    const agreed = this.#agreed;
    if (agreed === undefined) throw new ProtocolFailure("HANDSHAKE", "m3 before m1");
    const payload = await this.#noise.readMessage(m3);
    if (payload.length > 0) throw new ProtocolFailure("HANDSHAKE", "expected an empty m3");
    return established(this.#noise, this.#options.header, agreed.version, agreed.phone);
  }
}

/** The first handshake frame of a channel: which secret is meant, and m1. */
export function splitFirstMessage(body: Uint8Array): { header: Header; m1: Uint8Array } {
  return { header: parseHeader(body.slice(0, headerBytes)), m1: body.slice(headerBytes) };
}

function noise(
  options: HandshakeOptions,
  initiator: boolean,
  remoteStatic?: Uint8Array,
): NoiseHandshake {
  return new NoiseHandshake({
    primitives: options.primitives,
    pattern,
    initiator,
    prologue: prologue(options.header, options.sessionId),
    static: options.static,
    remoteStatic,
    psks: [options.psk0],
  });
}

function established(
  handshake: NoiseHandshake,
  header: Header,
  version: number,
  peer: VersionRange,
): Established {
  const { handshakeHash, remoteStatic } = handshake;
  if (remoteStatic === undefined) throw new ProtocolFailure("HANDSHAKE", "no key of the peer");
  return { ...handshake.split(), handshakeHash, header, remoteStatic, version, peer };
}

function encapsulate(primitives: Primitives, key: Uint8Array) {
  try {
    return kemEncapsulate(primitives, key);
  } catch (cause) {
    throw new ProtocolFailure("HANDSHAKE", "the handshake has failed", { cause });
  }
}

function versionBytes({ min, max, build }: VersionRange): Uint8Array {
  return concat(u8(min), u8(max), u32(build));
}

function readVersions(payload: ByteReader): VersionRange {
  const range = { min: payload.u8(), max: payload.u8(), build: payload.u32() };
  if (range.min === 0 || range.min > range.max) {
    throw new ProtocolFailure("VERSION", "expected a version range");
  }
  return range;
}

function readGreeting(payload: ByteReader): AgentGreeting {
  try {
    return { agentTimeMs: payload.u64(), epoch: payload.take(8) };
  } catch (cause) {
    // A time beyond 2^53 ms: authentic, and still not an agent of ours.
    throw new ProtocolFailure("HANDSHAKE", "the handshake has failed", { cause });
  }
}

/** Both payloads have one length, so that m1 and m2 look alike. */
function padded(...fields: readonly Uint8Array[]): Uint8Array {
  const filled = concat(...fields);
  return concat(filled, new Uint8Array(handshakePayloadBytes - filled.length));
}

function reader(payload: Uint8Array): ByteReader {
  if (payload.length !== handshakePayloadBytes) {
    throw new ProtocolFailure("HANDSHAKE", `expected ${handshakePayloadBytes} bytes`);
  }
  return new ByteReader(payload);
}
