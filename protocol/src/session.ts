// Sealing and opening frames under the keys of one handshake. See docs/protocol.md, "Sessions".
// Counters are implicit, the associated data is empty, keys are renewed every 2^14 frames, and after one
// frame that does not open the session is dead: there is no retry on a key.

import { ProtocolFailure } from "./failure.ts";
import { framesPerSessionMax, rekeyEveryFrames } from "./limits.ts";
import type { CipherState } from "./noise/cipher-state.ts";

const empty = new Uint8Array();

export class Session {
  readonly #send: CipherState;
  readonly #receive: CipherState;
  // One operation at a time per direction: WebCrypto answers in any order, the counters must not.
  #sending: Promise<unknown> = Promise.resolve();
  #receiving: Promise<unknown> = Promise.resolve();
  #dead = false;

  constructor(keys: { readonly send: CipherState; readonly receive: CipherState }) {
    this.#send = keys.send;
    this.#receive = keys.receive;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Results come in the order of the calls. */
  seal(plaintext: Uint8Array): Promise<Uint8Array> {
    const sealed = this.#sending.then(() =>
      this.#step(this.#send, () => this.#send.seal(empty, plaintext)),
    );
    this.#sending = sealed.catch(() => undefined);
    return sealed;
  }

  open(sealed: Uint8Array): Promise<Uint8Array> {
    const plaintext = this.#receiving.then(() =>
      this.#step(this.#receive, () => this.#receive.open(empty, sealed)),
    );
    this.#receiving = plaintext.catch(() => undefined);
    return plaintext;
  }

  /** Forgets the keys; nothing is sealed or opened any more. */
  end(): void {
    this.#dead = true;
    this.#send.forget();
    this.#receive.forget();
  }

  async #step(cipher: CipherState, act: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (this.#dead) throw new ProtocolFailure("CLOSED", "the session has ended");
    try {
      if (cipher.count >= framesPerSessionMax) {
        throw new ProtocolFailure("EXHAUSTED", "the session has sealed all it may");
      }
      const result = await act();
      if (cipher.count % rekeyEveryFrames === 0) await cipher.rekey();
      return result;
    } catch (cause) {
      this.end();
      throw cause instanceof ProtocolFailure
        ? cause
        : new ProtocolFailure("AEAD", "the frame does not open", { cause });
    }
  }
}
