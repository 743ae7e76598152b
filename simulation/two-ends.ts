// A phone and an agent that know each other, and the handshake between them with every byte at hand.
// Simulation, benchmarks and the protocol's tests start from here.

import {
  AgentHandshake,
  type Established,
  type Header,
  type KeyPair,
  PhoneHandshake,
  type Primitives,
  ownVersions,
  splitFirstMessage,
} from "@longrein/protocol";
import { nodePrimitives } from "../agent/src/platform/node-primitives.ts";

/** All that pairing has left with the two of them. */
export interface Acquaintance {
  readonly primitives: Primitives;
  readonly header: Header;
  readonly sessionId: Uint8Array;
  readonly psk0: Uint8Array;
  readonly phoneKey: KeyPair;
  readonly agentKey: KeyPair;
  readonly epoch: Uint8Array;
}

export interface HandshakeRecord {
  /** header ‖ m1 */
  readonly first: Uint8Array;
  readonly m2: Uint8Array;
  readonly m3: Uint8Array;
  readonly phone: Established;
  readonly agent: Established;
}

export function acquaint(primitives: Primitives): Acquaintance {
  return {
    primitives,
    header: { mode: "session", id: primitives.randomBytes(16) },
    sessionId: primitives.randomBytes(16),
    psk0: primitives.randomBytes(32),
    phoneKey: keyPair(primitives),
    agentKey: keyPair(primitives),
    epoch: primitives.randomBytes(8),
  };
}

type PhoneOptions = ConstructorParameters<typeof PhoneHandshake>[0];
type AgentOptions = ConstructorParameters<typeof AgentHandshake>[0];

export function phoneHandshake(
  between: Acquaintance,
  changes: Partial<PhoneOptions> = {},
): PhoneHandshake {
  return new PhoneHandshake({
    ...between,
    static: between.phoneKey,
    agentKey: between.agentKey.public,
    versions: ownVersions,
    ...changes,
  });
}

export function agentHandshake(
  between: Acquaintance,
  changes: Partial<AgentOptions> = {},
): AgentHandshake {
  return new AgentHandshake({
    ...between,
    static: between.agentKey,
    versions: ownVersions,
    agentTimeMs: 1_700_000_000_000,
    ...changes,
  });
}

export async function shakeHands(between: Acquaintance): Promise<HandshakeRecord> {
  const phoneSide = phoneHandshake(between);
  const agentSide = agentHandshake(between);
  const first = await phoneSide.start();
  const { message: m2 } = await agentSide.answer(splitFirstMessage(first).m1);
  const outcome = await phoneSide.finish(m2);
  if (outcome.kind !== "established") throw new Error("expected a common version");
  const { message: m3, ...phone } = outcome;
  const agent = await agentSide.finish(m3);
  return { first, m2, m3, phone, agent };
}

/** All backends make the same key of a secret; Node's does so at once. */
export function keyPair({ randomBytes }: Pick<Primitives, "randomBytes">): KeyPair {
  const secret = randomBytes(32);
  return { secret, public: nodePrimitives.x25519Public(secret) };
}
