// A key and its counter (Noise rev 34, section 5.1). The nonce is never sent: both ends count, so a
// frame that was dropped, repeated, moved or reflected does not open.

import { concat, u32, u64 } from "../bytes.ts";
import { ProtocolFailure } from "../failure.ts";
import type { Aead, MaybePromise, Primitives } from "../primitives.ts";

const empty = new Uint8Array();
const rekeyNonce = Uint8Array.of(0, 0, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255);

export class CipherState {
  readonly #primitives: Primitives;
  #key: Uint8Array | undefined;
  #aead: MaybePromise<Aead> | undefined;
  #nonce: number;

  /** `count` is where counting begins: zero, except in a test of the counter's end. */
  constructor(primitives: Primitives, key?: Uint8Array, count = 0) {
    this.#primitives = primitives;
    this.#key = key;
    this.#nonce = count;
  }

  get hasKey(): boolean {
    return this.#key !== undefined;
  }

  /** Messages sealed or opened so far under this counter; rekeying does not reset it. */
  get count(): number {
    return this.#nonce;
  }

  async seal(associated: Uint8Array, plaintext: Uint8Array): Promise<Uint8Array> {
    if (!this.hasKey) return plaintext;
    const nonce = this.#nextNonce();
    return (await this.#cipher()).seal(nonce, associated, plaintext);
  }

  async open(associated: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> {
    if (!this.hasKey) return sealed;
    const nonce = this.#nextNonce();
    return (await this.#cipher()).open(nonce, associated, sealed);
  }

  /** Rekey(): a key from the old one, which is then forgotten; the counter goes on. */
  async rekey(): Promise<void> {
    const block = await (await this.#cipher()).seal(rekeyNonce, empty, new Uint8Array(32));
    // Whoever forgot the key meanwhile shall not find a new one.
    if (this.#key === undefined) throw new ProtocolFailure("CLOSED", "the key is gone");
    this.#key.fill(0);
    this.#key = block.slice(0, 32);
    this.#aead = undefined;
  }

  forget(): void {
    this.#key?.fill(0);
    this.#key = undefined;
    this.#aead = undefined;
  }

  #cipher(): MaybePromise<Aead> {
    if (this.#key === undefined) throw new ProtocolFailure("CLOSED", "the key is gone");
    this.#aead ??= this.#primitives.aes256gcm(this.#key);
    return this.#aead;
  }

  #nextNonce(): Uint8Array {
    if (this.#nonce >= Number.MAX_SAFE_INTEGER) {
      throw new ProtocolFailure("EXHAUSTED", "the counter has reached its end");
    }
    return concat(u32(0), u64(this.#nonce++));
  }
}
