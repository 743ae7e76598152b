// A phone that is none, for somebody who asks whether phones come through: it attaches at the relay where phones
// do, with a capability of its own, and begins a handshake with this agent. What comes back, by the very link
// that is in use, proves the agent's key; there it ends, before anything would be authenticated.

import {
  type Admission,
  type Primitives,
  PhoneHandshake,
  encodePhoneAuth,
  encodePhoneFrame,
  equalBytes,
  frameType,
  ownVersions,
  parsePhoneFrame,
  subprotocol,
  toBase64url,
} from "@longrein/protocol";
import type { SteadyClock } from "./relay-link.ts";
import { RelaySocket } from "./relay-socket.ts";

export interface RelayCanaryOptions {
  readonly primitives: Primitives;
  readonly clock: SteadyClock;
  readonly sessionId: Uint8Array;
  /** The key that phones expect an answer from. */
  readonly noiseKey: Uint8Array;
  admissionsChanged(): void;
}

export interface PhoneWay {
  /** As phones find the relay. */
  readonly relayUrl: string;
  /** Where phones have the app from. */
  readonly origin: string;
  readonly withinMs: number;
}

interface Flight {
  readonly id: Uint8Array;
  readonly capability: Uint8Array;
  readonly psk0: Uint8Array;
}

/** How far it has come: what is told if that was all. */
const stages = {
  dialling: "the relay cannot be reached where phones look for it",
  knocking: "the relay does not let a phone in that the agent has admitted",
  asking: "the relay lets a phone in, but no true answer of the agent comes back",
} as const;

export class RelayCanary {
  readonly #options: RelayCanaryOptions;
  #flight: Flight | undefined;
  #flying: Promise<number> | undefined;

  constructor(options: RelayCanaryOptions) {
    this.#options = options;
  }

  /** For the agent's table at the relay, while it flies. */
  admission(): Admission | undefined {
    if (this.#flight === undefined) return undefined;
    const { id, capability } = this.#flight;
    return { id, capabilityHash: this.#options.primitives.sha256(capability), seconds: 60 };
  }

  secretFor(id: Uint8Array): Uint8Array | undefined {
    return this.#flight !== undefined && equalBytes(this.#flight.id, id)
      ? this.#flight.psk0
      : undefined;
  }

  /** Resolves with how many milliseconds there and back took; rejects with why it does not come back. */
  fly(way: PhoneWay): Promise<number> {
    this.#flying ??= this.#fly(way).finally(() => {
      this.#flight = undefined;
      this.#flying = undefined;
      this.#options.admissionsChanged();
    });
    return this.#flying;
  }

  async #fly(way: PhoneWay): Promise<number> {
    const { primitives, clock, admissionsChanged } = this.#options;
    const random = (length: number) => primitives.randomBytes(length);
    const flight = { id: random(16), capability: random(16), psk0: random(32) };
    this.#flight = flight;
    admissionsChanged();
    const handshake = await this.#handshake(flight);
    const m1 = await handshake.start();
    const began = clock.elapsed();
    await this.#passing(way, flight, m1, (m2) => handshake.finish(m2));
    return clock.elapsed() - began;
  }

  async #handshake({ id, psk0 }: Flight): Promise<PhoneHandshake> {
    const { primitives, sessionId, noiseKey: agentKey } = this.#options;
    const secret = primitives.randomBytes(32);
    return new PhoneHandshake({
      primitives,
      header: { mode: "session", id },
      sessionId,
      psk0,
      static: { secret, public: await primitives.x25519Public(secret) },
      agentKey,
      versions: ownVersions,
    });
  }

  async #passing(
    { relayUrl, origin, withinMs }: PhoneWay,
    { id, capability }: Flight,
    m1: Uint8Array,
    proves: (m2: Uint8Array) => Promise<unknown>,
  ): Promise<void> {
    const { clock, sessionId } = this.#options;
    const url = new URL("/v1/phone", relayUrl);
    url.protocol = url.protocol.replace("http", "ws");
    const offered = [subprotocol, `s.${toBase64url(sessionId)}`];
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    let stage: keyof typeof stages = "dialling";
    const fail = () => reject(new Error(stages[stage]));
    const take = (bytes: Uint8Array) => {
      const { type, body } = parsePhoneFrame(bytes);
      if (type === frameType.open) {
        stage = "asking";
        socket.send(encodePhoneFrame(frameType.handshake, m1));
      } else if (type === frameType.handshake) proves(body).then(resolve, fail);
      else if (type !== frameType.ok) fail();
    };
    const socket = new RelaySocket(
      { url, offered, headers: { Origin: origin } },
      {
        opened: () => {
          stage = "knocking";
          socket.send(encodePhoneFrame(frameType.auth, encodePhoneAuth(id, capability)));
        },
        message: (bytes) => {
          try {
            take(bytes);
          } catch {
            fail();
          }
        },
        heard: () => undefined,
        closed: fail,
      },
    );
    const cancel = clock.after(withinMs, fail);
    await promise.finally(() => {
      cancel();
      socket.hangUp();
    });
  }
}
