// The phone's side of a typed code: one try, four steps, each either taken in turn or the end of it.
// See typed-code-agreement.ts for the messages.

import { concat, equalBytes } from "./bytes.ts";
import { type CpaceShare, cpacePointBytes } from "./cpace.ts";
import { type PairingOffer, parsePairingOffer } from "./pairing-code.ts";
import type { Primitives } from "./primitives.ts";
import type { TypedCode } from "./typed-code.ts";
import {
  type Agreement,
  agree,
  exchangeSidBytes,
  failed,
  freshShare,
  onlyNonce,
  outOfTurn,
  confirmation,
  confirmationBytes,
} from "./typed-code-agreement.ts";

type PhoneState =
  | { readonly kind: "ready" }
  | { readonly kind: "started"; readonly sid: Uint8Array; readonly share: CpaceShare }
  | { readonly kind: "confirming"; readonly agreed: Agreement }
  | { readonly kind: "over" };

/** The phone's side of one try. Out of turn or after a failure it only throws PAKE. */
export class TypedCodePhone {
  readonly #primitives: Primitives;
  readonly #code: TypedCode;
  #state: PhoneState = { kind: "ready" };

  constructor(primitives: Primitives, code: TypedCode) {
    this.#primitives = primitives;
    this.#code = code;
  }

  /** sid ‖ Ya */
  start(): Uint8Array {
    if (this.#take().kind !== "ready") throw outOfTurn();
    const sid = this.#primitives.randomBytes(exchangeSidBytes);
    const share = freshShare(this.#primitives, this.#code, sid);
    this.#state = { kind: "started", sid, share };
    return concat(sid, share.point);
  }

  /** Yb in, Ta out. */
  confirm(message: Uint8Array): Uint8Array {
    const state = this.#take();
    if (state.kind !== "started" || message.length !== cpacePointBytes) throw outOfTurn();
    const { sid, share } = state;
    if (equalBytes(message, share.point)) throw failed("got its own message back");
    const points = { phone: share.point, agent: message };
    const agreed = agree(this.#primitives, sid, share.scalar, points, message);
    this.#state = { kind: "confirming", agreed };
    return confirmation(this.#primitives, agreed, "A");
  }

  /** Tb ‖ sealed offer in, the offer out. */
  async finish(message: Uint8Array): Promise<PairingOffer> {
    const state = this.#take();
    if (state.kind !== "confirming" || message.length < confirmationBytes) throw outOfTurn();
    const { keys, transcript } = state.agreed;
    const theirs = message.subarray(0, confirmationBytes);
    const sealed = message.subarray(confirmationBytes);
    if (!equalBytes(theirs, confirmation(this.#primitives, state.agreed, "B"))) {
      throw failed("did not verify: type the code again, or make a new one at the computer");
    }
    try {
      const aead = await this.#primitives.aes256gcm(keys.offer);
      return parsePairingOffer(await aead.open(onlyNonce, transcript, sealed));
    } catch (cause) {
      throw failed("brought no offer", { cause });
    }
  }

  /** Every step leaves the machine dead until it has fully succeeded. */
  #take(): PhoneState {
    const state = this.#state;
    this.#state = { kind: "over" };
    return state;
  }
}
