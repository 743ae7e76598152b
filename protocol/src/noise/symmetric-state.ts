// The running key and transcript hash of a handshake (Noise rev 34, section 5.2). Everything either side
// sent goes into the hash, so two ends that agree on it agree on all that was said.

import { ascii, concat } from "../bytes.ts";
import type { Primitives } from "../primitives.ts";
import { CipherState } from "./cipher-state.ts";

const empty = new Uint8Array();

export class SymmetricState {
  readonly #primitives: Primitives;
  #chainingKey: Uint8Array;
  #hash: Uint8Array;
  #cipher: CipherState;

  constructor(primitives: Primitives, protocolName: string) {
    this.#primitives = primitives;
    const name = ascii(protocolName);
    this.#hash =
      name.length <= 32 ? concat(name, new Uint8Array(32 - name.length)) : primitives.sha256(name);
    this.#chainingKey = this.#hash;
    this.#cipher = new CipherState(primitives);
  }

  get handshakeHash(): Uint8Array {
    return this.#hash;
  }

  mixHash(bytes: Uint8Array): void {
    this.#hash = this.#primitives.sha256(concat(this.#hash, bytes));
  }

  mixKey(material: Uint8Array): void {
    const [chainingKey, key] = this.#derive(material, 2);
    this.#chainingKey = chainingKey;
    this.#cipher = new CipherState(this.#primitives, key);
  }

  mixKeyAndHash(material: Uint8Array): void {
    const [chainingKey, hash, key] = this.#derive(material, 3);
    this.#chainingKey = chainingKey;
    this.mixHash(hash);
    this.#cipher = new CipherState(this.#primitives, key);
  }

  /** Length that encryptAndHash adds at this point of the handshake. */
  get tagBytes(): number {
    return this.#cipher.hasKey ? 16 : 0;
  }

  async encryptAndHash(plaintext: Uint8Array): Promise<Uint8Array> {
    const sealed = await this.#cipher.seal(this.#hash, plaintext);
    this.mixHash(sealed);
    return sealed;
  }

  async decryptAndHash(sealed: Uint8Array): Promise<Uint8Array> {
    const plaintext = await this.#cipher.open(this.#hash, sealed);
    this.mixHash(sealed);
    return plaintext;
  }

  /** Keys for initiator → responder and back. */
  split(): readonly [CipherState, CipherState] {
    const [first, second] = this.#derive(empty, 2);
    return [new CipherState(this.#primitives, first), new CipherState(this.#primitives, second)];
  }

  /** Noise's HKDF: section 4.3. */
  #derive(material: Uint8Array, count: 2 | 3): [Uint8Array, Uint8Array, Uint8Array] {
    const hmac = (key: Uint8Array, bytes: Uint8Array) => this.#primitives.hmacSha256(key, bytes);
    const temporary = hmac(this.#chainingKey, material);
    const first = hmac(temporary, Uint8Array.of(1));
    const second = hmac(temporary, concat(first, Uint8Array.of(2)));
    const third = count === 3 ? hmac(temporary, concat(second, Uint8Array.of(3))) : empty;
    return [first, second, third];
  }
}
