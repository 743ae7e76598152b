// A phone that is being paired: may say one thing, who it is, and then waits for its code to be typed.

import {
  type CloseReason,
  type Established,
  type Role,
  decodePhoneMessage,
} from "@longrein/protocol";
import { confirmWithinMs, readyWithinMs } from "@longrein/protocol/limits";
import { type Outgoing, clearMessage } from "../egress/clear-message.ts";
import type { Exit } from "../egress/cleared.ts";
import type { LinkClock } from "../link/relay-link.ts";
import type { PhoneMessages } from "../link/phone-connection.ts";
import type { PairingDesk } from "../pairing/pairing-desk.ts";

/** What a phone is told once it belongs to the machine. */
export interface Enrolled {
  readonly device: Uint8Array;
  readonly slot: Uint8Array;
  readonly capability: Uint8Array;
  readonly psk: Uint8Array;
  readonly role: Role;
  readonly identity: Uint8Array;
  readonly machine: string;
}

export interface EnrollingPhoneOptions {
  readonly established: Established;
  readonly channel: Exit;
  /** What became of its claim: one that came too late is only told so. */
  readonly claim: "claimed" | "used";
  readonly pairing: PairingDesk;
  readonly clock: LinkClock;
  /** The device that the confirmation has just made. */
  enrolled(): Enrolled;
  close(reason: CloseReason): void;
}

export class EnrollingPhone implements PhoneMessages {
  readonly #options: EnrollingPhoneOptions;
  readonly #cancelTimer: () => void;

  constructor(options: EnrollingPhoneOptions) {
    this.#options = options;
    const { clock, close, claim } = options;
    this.#cancelTimer = clock.after(readyWithinMs, () => close("unauthorised"));
    if (claim === "used") void this.#last({ t: "enroll.refused", reason: "used" });
  }

  message(bytes: Uint8Array): void {
    this.#cancelTimer();
    const { pairing, established, enrolled, close, claim } = this.#options;
    if (claim === "used") return;
    const request = decodePhoneMessage(bytes);
    if (request?.t !== "enroll") return close("protocol");
    const waiting = pairing.enrol(established, request, {
      confirmed: () => void this.#last({ t: "enrolled", ...enrolled() }),
      refused: (reason) => void this.#last({ t: "enroll.refused", reason }),
    });
    if (!waiting) return close("unauthorised");
    void this.#send({ t: "enroll.waiting", seconds: confirmWithinMs / 1_000 });
  }

  closed(): void {
    this.#cancelTimer();
    this.#options.pairing.gone(this.#options.established);
  }

  async #last(message: Outgoing): Promise<void> {
    await this.#send(message);
    this.#options.close("done");
  }

  #send(message: Outgoing): Promise<void> {
    // Should the phone have left meanwhile, it simply is not told.
    return this.#options.channel.send(clearMessage(message)).catch(() => undefined);
  }
}
