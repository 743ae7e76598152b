// The port for everything cryptographic that differs by platform: the agent brings node:crypto, the
// phone WebCrypto, vectors and simulation noble. What is the same everywhere (ML-KEM, CPace) is not in
// here. See docs/protocol.md, "Cryptography".

export type MaybePromise<T> = T | Promise<T>;

/** AES-256-GCM under one key; a phone imports the key once, non-extractable. */
export interface Aead {
  /** Returns ciphertext ‖ tag[16]. */
  seal(nonce: Uint8Array, associated: Uint8Array, plaintext: Uint8Array): MaybePromise<Uint8Array>;
  /** Throws or rejects with ProtocolFailure AEAD if anything does not fit. */
  open(nonce: Uint8Array, associated: Uint8Array, sealed: Uint8Array): MaybePromise<Uint8Array>;
}

export interface Primitives {
  readonly name: string;
  randomBytes(length: number): Uint8Array;
  sha256(bytes: Uint8Array): Uint8Array;
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  aes256gcm(key: Uint8Array): MaybePromise<Aead>;
  x25519Public(secret: Uint8Array): MaybePromise<Uint8Array>;
  /** Throws or rejects with ProtocolFailure LOW_ORDER if the result is all zero. */
  x25519(secret: Uint8Array, peer: Uint8Array): MaybePromise<Uint8Array>;
}

/** A backend that computes at once what a browser's may compute later. */
export interface ImmediatePrimitives extends Primitives {
  x25519Public(secret: Uint8Array): Uint8Array;
  x25519(secret: Uint8Array, peer: Uint8Array): Uint8Array;
}

/** Apart from the rest, since a phone signs and only rarely verifies: its first load does without. */
export interface SignatureVerifier {
  /** RFC 8032, not ZIP 215: a signature that some verifier would refuse is refused. */
  ed25519Verify(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

export interface KeyPair {
  readonly secret: Uint8Array;
  readonly public: Uint8Array;
}

/** A signing key that may be unable to leave its store, as the phone's is. */
export interface Signer {
  readonly public: Uint8Array;
  sign(message: Uint8Array): MaybePromise<Uint8Array>;
}
