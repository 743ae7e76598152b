// The agent's half of a typed code: attaches at the relay with the ticket, proves to know the secret without
// showing it, and gets the offer. See docs/protocol.md, "Typed code".

import {
  type FrameType,
  type PairingOffer,
  type TypedCode,
  encodePhoneAuth,
  encodePhoneFrame,
  errorCode,
  frameType,
  parsePhoneFrame,
} from "@longrein/protocol";
import type { TypedCodePhone } from "@longrein/protocol/typed-code-phone";
import type { PairingFailure } from "../../state/fleet-port.ts";
import { webPrimitives } from "../../vault/web-primitives.ts";
import { PhoneSocket } from "../phone-socket.ts";
import type { Ticket } from "./claim-nameplate.ts";
import { CodeRefused } from "./code-refused.ts";

const offerWithinMs = 20_000;

/** Rejects with CodeRefused. */
export async function exchangeCode(
  relayUrl: string,
  ticket: Ticket,
  code: TypedCode,
): Promise<PairingOffer> {
  const phone = await phoneFor(code);
  const { promise, resolve, reject } = Promise.withResolvers<PairingOffer>();
  const refuse = (reason: PairingFailure) => reject(new CodeRefused(reason));
  const exchange = new Exchange(phone, {
    write: (type, body) => socket.send(encodePhoneFrame(type, body)),
    given: resolve,
    refused: refuse,
  });
  const socket = new PhoneSocket(relayUrl, ticket.sessionId, {
    opened: () => {
      const auth = encodePhoneAuth(ticket.id, ticket.capability);
      socket.send(encodePhoneFrame(frameType.auth, auth));
    },
    heard: () => undefined,
    message: (bytes) => exchange.take(bytes),
    closed: () => exchange.closed(),
  });
  const timer = setTimeout(() => refuse("unreachable"), offerWithinMs);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    socket.hangUp();
  }
}

/** It takes a curve that nothing else on the phone needs, and few pair so. */
async function phoneFor(code: TypedCode): Promise<TypedCodePhone> {
  const part = import("@longrein/protocol/typed-code-phone");
  const { TypedCodePhone } = await part.catch(() => {
    throw new CodeRefused("unreachable");
  });
  return new TypedCodePhone(webPrimitives, code);
}

interface ExchangeEvents {
  write(type: FrameType, body: Uint8Array): void;
  given(offer: PairingOffer): void;
  refused(reason: PairingFailure): void;
}

class Exchange {
  readonly #phone: TypedCodePhone;
  readonly #events: ExchangeEvents;
  #stage: "attaching" | "started" | "confirming" = "attaching";
  #reason: PairingFailure = "unreachable";
  #work: Promise<void> = Promise.resolve();

  constructor(phone: TypedCodePhone, events: ExchangeEvents) {
    this.#phone = phone;
    this.#events = events;
  }

  closed(): void {
    this.#later(() => this.#events.refused(this.#reason));
  }

  take(bytes: Uint8Array): void {
    this.#later(() => this.#step(bytes));
  }

  /** An agent that has given the offer hangs up at once, while it is still being opened here. */
  #later(act: () => void | Promise<void>): void {
    this.#work = this.#work.then(act).catch(() => this.#letGo());
  }

  async #step(bytes: Uint8Array): Promise<void> {
    const { type, body } = parsePhoneFrame(bytes);
    const { write, given } = this.#events;
    switch (type) {
      case frameType.open:
        this.#stage = "started";
        return write(frameType.pake, this.#phone.start());
      case frameType.pake:
        if (this.#stage === "confirming") return given(await this.#phone.finish(body));
        this.#stage = "confirming";
        return write(frameType.pake, this.#phone.confirm(body));
      case frameType.error:
        // Its row is gone from the agent's table: the offer was used, has expired, or was guessed at.
        if (body[0] === errorCode.refused) this.#reason = "code-unknown";
        return undefined;
      case frameType.close:
        return this.#letGo();
      default:
        return undefined;
    }
  }

  /** An agent that has been shown a wrong proof says nothing more. */
  #letGo(): void {
    this.#events.refused(this.#stage === "confirming" ? "code-wrong" : this.#reason);
  }
}
