// Sealing of what rests on disk: AES-256-GCM with a random nonce, bound to the place it belongs to.
// One key for each salt, so that forgetting a salt shreds everything that was sealed under it.

import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomFillSync,
} from "node:crypto";

const nonceBytes = 12;
const tagBytes = 16;
const cipher = "aes-256-gcm";

export class UnsealFailure extends Error {
  override readonly name = "UnsealFailure";
}

export class Sealer {
  readonly #key: KeyObject;
  readonly #printKey: KeyObject;

  constructor(master: Uint8Array, salt: Uint8Array) {
    const keyFor = (use: string) =>
      createSecretKey(new Uint8Array(hkdfSync("sha256", master, salt, use, 32)));
    this.#key = keyFor("longrein/1 rest");
    this.#printKey = keyFor("longrein/1 print");
  }

  /** nonce ‖ ciphertext ‖ tag */
  seal(place: string, plaintext: Uint8Array): Buffer {
    const nonce = nextNonce();
    const sealing = createCipheriv(cipher, this.#key, nonce);
    sealing.setAAD(Buffer.from(place));
    const body = sealing.update(plaintext);
    sealing.final();
    return Buffer.concat([nonce, body, sealing.getAuthTag()]);
  }

  open(place: string, sealed: Uint8Array): Uint8Array {
    try {
      // Node takes shorter tags unless it is told the length.
      const nonce = sealed.subarray(0, nonceBytes);
      const opening = createDecipheriv(cipher, this.#key, nonce, { authTagLength: tagBytes });
      opening.setAAD(Buffer.from(place));
      opening.setAuthTag(sealed.subarray(-tagBytes));
      const body = opening.update(sealed.subarray(nonceBytes, -tagBytes));
      opening.final();
      return new Uint8Array(body);
    } catch (cause) {
      throw new UnsealFailure(`what is stored at ${place} does not open with this key`, { cause });
    }
  }

  /** Tells whether two texts are the same, and without the salt nothing of either. */
  fingerprint(text: Uint8Array): Uint8Array {
    return new Uint8Array(createHmac("sha256", this.#printKey).update(text).digest());
  }
}

/** Drawn many at a time: asking the system for each would take as long as the sealing. */
const nonces = Buffer.alloc(nonceBytes * 256);
let nextAt = nonces.length;

/** To be used before the next one is asked for. */
function nextNonce(): Buffer {
  if (nextAt === nonces.length) {
    randomFillSync(nonces);
    nextAt = 0;
  }
  return nonces.subarray(nextAt, (nextAt += nonceBytes));
}
