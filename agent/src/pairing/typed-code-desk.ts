// The short code for where no camera sees the QR: beside the offer that is open, a nameplate at the relay
// and an exchange that gives the offer to the one phone on which the code was typed. It carries the offer
// and is no second way to be trusted. See docs/protocol.md, "Typed code".

import {
  type Admission,
  type PairingOffer,
  type Primitives,
  equalBytes,
  formatTypedCode,
  makeTypedCode,
} from "@longrein/protocol";
import type { TypedCodeAgent } from "@longrein/protocol/typed-code-agent";
import { offerLifetimeMs } from "@longrein/protocol/limits";

/** With what a phone that has typed a nameplate attaches at the relay. */
export interface Ticket {
  readonly id: Uint8Array;
  readonly capability: Uint8Array;
}

export interface TypedCodeOptions {
  readonly primitives: Primitives;
  /** The table of who may attach has changed. */
  admissionsChanged(): void;
  /** Three failures: the offer is to end. */
  guessed(): void;
}

type Phase =
  | { readonly kind: "none" }
  | { readonly kind: "asking"; readonly ticket: Ticket }
  | { readonly kind: "open"; readonly ticket: Ticket; readonly exchange: TypedCodeAgent };

export class TypedCodeDesk {
  readonly #options: TypedCodeOptions;
  #phase: Phase = { kind: "none" };

  constructor(options: TypedCodeOptions) {
    this.#options = options;
  }

  /**
   * The code to be shown; undefined if the offer has ended while the relay was asked for a nameplate.
   * Replaces whatever code there was.
   */
  async open(
    offer: PairingOffer,
    nameplateFor: (ticket: Ticket) => Promise<string>,
  ): Promise<string | undefined> {
    const { primitives } = this.#options;
    const ticket = { id: primitives.randomBytes(16), capability: primitives.randomBytes(16) };
    this.#enter({ kind: "asking", ticket });
    try {
      const code = makeTypedCode(primitives, await nameplateFor(ticket));
      // Its curve takes memory that an agent whose phones are paired has no use for.
      const { TypedCodeAgent } = await import("@longrein/protocol/typed-code-agent");
      if (!this.isFor(ticket.id)) return undefined;
      const exchange = new TypedCodeAgent(primitives, code, offer);
      this.#enter({ kind: "open", ticket, exchange });
      return formatTypedCode(code);
    } catch (failure) {
      if (this.isFor(ticket.id)) this.close();
      throw failure;
    }
  }

  close(): void {
    if (this.#phase.kind !== "none") this.#enter({ kind: "none" });
  }

  admission(): Admission | undefined {
    if (this.#phase.kind === "none") return undefined;
    const { id, capability } = this.#phase.ticket;
    const capabilityHash = this.#options.primitives.sha256(capability);
    return { id, capabilityHash, seconds: offerLifetimeMs / 1_000 };
  }

  isFor(id: Uint8Array): boolean {
    return this.#phase.kind !== "none" && equalBytes(this.#phase.ticket.id, id);
  }

  /** One message of a phone in, the reply out; rejects when the phone is to be let go. */
  async receive(channel: number, message: Uint8Array): Promise<Uint8Array> {
    if (this.#phase.kind !== "open") throw new Error("there is no code any more");
    const { exchange } = this.#phase;
    try {
      return await exchange.receive(channel, message);
    } finally {
      if (exchange.state === "given") this.close();
      if (exchange.state === "burned") {
        this.close();
        this.#options.guessed();
      }
    }
  }

  forget(channel: number): void {
    if (this.#phase.kind === "open") this.#phase.exchange.forget(channel);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#options.admissionsChanged();
  }
}
