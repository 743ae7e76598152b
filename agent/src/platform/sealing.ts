// Sealing of what rests on disk: AES-256-GCM with a random nonce, bound to the place it belongs to.
// One key for each salt, so that forgetting a salt shreds everything that was sealed under it.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const nonceBytes = 12;
const tagBytes = 16;

export class UnsealFailure extends Error {
  override readonly name = "UnsealFailure";
}

export class Sealer {
  readonly #key: Uint8Array;

  constructor(master: Uint8Array, salt: Uint8Array) {
    this.#key = new Uint8Array(hkdfSync("sha256", master, salt, "longrein/1 rest", 32));
  }

  /** nonce ‖ ciphertext ‖ tag */
  seal(place: string, plaintext: Uint8Array): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", this.#key, nonce);
    cipher.setAAD(Buffer.from(place));
    return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  }

  open(place: string, sealed: Uint8Array): Uint8Array {
    try {
      // Node takes shorter tags unless it is told the length.
      const nonce = sealed.subarray(0, nonceBytes);
      const decipher = createDecipheriv("aes-256-gcm", this.#key, nonce, {
        authTagLength: tagBytes,
      });
      decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(sealed.subarray(-tagBytes));
      const body = sealed.subarray(nonceBytes, -tagBytes);
      return new Uint8Array(Buffer.concat([decipher.update(body), decipher.final()]));
    } catch (cause) {
      throw new UnsealFailure(`what is stored at ${place} does not open with this key`, { cause });
    }
  }
}
