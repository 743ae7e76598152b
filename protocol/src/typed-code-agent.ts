// The agent's side of a typed code: one offer, whichever channels try, and the count of what failed.
// See typed-code-agreement.ts for the messages.

import { ByteReader, concat, equalBytes } from "./bytes.ts";
import { cpacePointBytes } from "./cpace.ts";
import { typedCodeFailuresMax } from "./limits.ts";
import { type PairingOffer, encodePairingOffer } from "./pairing-code.ts";
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

const startBytes = exchangeSidBytes + cpacePointBytes;
/** Exchanges one offer will begin: room for a phone that loses its connection, a bound for everyone. */
const exchangesMax = 16;

/**
 * The agent's side of one offer, over all channels that try. Whatever fails counts: guesses cannot be
 * told from accidents. At the last failure the offer is burned, and nothing is ever answered again.
 */
export class TypedCodeAgent {
  readonly #primitives: Primitives;
  readonly #code: TypedCode;
  readonly #offer: Uint8Array;
  readonly #answered = new Map<number, Agreement>();
  readonly #sids: Uint8Array[] = [];
  #failures = 0;
  #state: "open" | "burned" | "given" = "open";

  constructor(primitives: Primitives, code: TypedCode, offer: PairingOffer) {
    this.#primitives = primitives;
    this.#code = code;
    this.#offer = encodePairingOffer(offer);
  }

  /** Burned: make a new code. Given: one phone has the offer, and pairing goes on without the code. */
  get state(): "open" | "burned" | "given" {
    return this.#state;
  }

  get failuresLeft(): number {
    return typedCodeFailuresMax - this.#failures;
  }

  /** One message of a channel in, the reply out. After PAKE the channel should be closed. */
  async receive(channel: number, message: Uint8Array): Promise<Uint8Array> {
    if (this.#state !== "open") throw failed("is over");
    try {
      if (message.length === startBytes) return this.#answer(channel, message);
      if (message.length === confirmationBytes) return await this.#give(channel, message);
      throw outOfTurn();
    } catch (failure) {
      this.#answered.delete(channel);
      this.#countFailure();
      throw failure;
    }
  }

  /** A channel was closed; what it had begun is forgotten, what it had failed is not. */
  forget(channel: number): void {
    this.#answered.delete(channel);
  }

  #answer(channel: number, message: Uint8Array): Uint8Array {
    const reader = new ByteReader(message);
    const sid = reader.take(exchangeSidBytes);
    const theirs = reader.rest();
    if (this.#answered.has(channel)) throw outOfTurn();
    if (this.#sids.some((seen) => equalBytes(seen, sid))) throw failed("was tried before");
    if (this.#sids.push(sid) > exchangesMax) throw failed("was tried too often");
    const { scalar, point } = freshShare(this.#primitives, this.#code, sid);
    const points = { phone: theirs, agent: point };
    const agreed = agree(this.#primitives, sid, scalar, points, theirs);
    this.#answered.set(channel, agreed);
    return point;
  }

  async #give(channel: number, message: Uint8Array): Promise<Uint8Array> {
    const agreed = this.#answered.get(channel);
    if (agreed === undefined) throw outOfTurn();
    if (!equalBytes(message, confirmation(this.#primitives, agreed, "A")))
      throw failed("did not verify");
    this.#state = "given";
    this.#answered.clear();
    const aead = await this.#primitives.aes256gcm(agreed.keys.offer);
    const sealed = await aead.seal(onlyNonce, agreed.transcript, this.#offer);
    this.#offer.fill(0);
    return concat(confirmation(this.#primitives, agreed, "B"), sealed);
  }

  #countFailure(): void {
    this.#failures++;
    if (this.#failures < typedCodeFailuresMax) return;
    this.#state = "burned";
    this.#answered.clear();
    this.#offer.fill(0);
  }
}
