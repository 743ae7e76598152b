// The handshake engine (Noise rev 34, section 5.3): walks a pattern's tokens, bytes in → bytes out.
// It is general; handshake.ts fixes the one pattern the product speaks. After any failure an instance
// is dead and says only HANDSHAKE, so that a peer learns nothing from how it failed.

import { concat } from "../bytes.ts";
import { ProtocolFailure } from "../failure.ts";
import { noiseMessageBytesMax } from "../limits.ts";
import type { KeyPair, Primitives } from "../primitives.ts";
import type { CipherState } from "./cipher-state.ts";
import type { Pattern, Token } from "./pattern.ts";
import { SymmetricState } from "./symmetric-state.ts";

const keyBytes = 32;

export interface NoiseOptions {
  readonly primitives: Primitives;
  readonly pattern: Pattern;
  readonly initiator: boolean;
  readonly prologue: Uint8Array;
  readonly static?: KeyPair | undefined;
  readonly remoteStatic?: Uint8Array | undefined;
  /** In the order of the pattern's psk tokens; a later one may be supplied when it becomes known. */
  readonly psks?: readonly Uint8Array[];
  /** For test vectors only: an ephemeral key must never be used twice. */
  readonly fixedEphemeral?: KeyPair | undefined;
}

export class NoiseHandshake {
  readonly #options: NoiseOptions;
  readonly #symmetric: SymmetricState;
  readonly #psks: Uint8Array[];
  #ephemeral: KeyPair | undefined;
  #remoteEphemeral: Uint8Array | undefined;
  #remoteStatic: Uint8Array | undefined;
  #turn = 0;
  #pskUsed = 0;
  #dead = false;

  constructor(options: NoiseOptions) {
    this.#options = options;
    this.#psks = [...(options.psks ?? [])];
    this.#remoteStatic = options.remoteStatic;
    this.#symmetric = new SymmetricState(options.primitives, options.pattern.name);
    this.#symmetric.mixHash(options.prologue);
    const { pattern, initiator } = options;
    for (const mine of pattern.initiatorPreMessage) this.#mixKnown(mine, initiator);
    for (const mine of pattern.responderPreMessage) this.#mixKnown(mine, !initiator);
  }

  get finished(): boolean {
    return this.#turn === this.#options.pattern.messages.length;
  }

  get handshakeHash(): Uint8Array {
    return this.#symmetric.handshakeHash;
  }

  get remoteStatic(): Uint8Array | undefined {
    return this.#remoteStatic;
  }

  /** For a psk that only the messages before its token reveal, as the KEM's secret is. */
  supplyPsk(psk: Uint8Array): void {
    this.#psks.push(psk);
  }

  async writeMessage(payload: Uint8Array): Promise<Uint8Array> {
    return this.#guarded(async () => {
      const parts: Uint8Array[] = [];
      for (const token of this.#nextTokens(true)) parts.push(await this.#write(token));
      parts.push(await this.#symmetric.encryptAndHash(payload));
      const message = concat(...parts);
      if (message.length > noiseMessageBytesMax) throw new RangeError("message too long");
      return message;
    });
  }

  async readMessage(message: Uint8Array): Promise<Uint8Array> {
    return this.#guarded(async () => {
      if (message.length > noiseMessageBytesMax) throw new RangeError("message too long");
      let rest = message;
      const take = (length: number) => {
        if (rest.length < length) throw new RangeError("message too short");
        const taken = rest.slice(0, length);
        rest = rest.subarray(length);
        return taken;
      };
      for (const token of this.#nextTokens(false)) await this.#read(token, take);
      return this.#symmetric.decryptAndHash(rest);
    });
  }

  /** The two transport keys; the instance keeps nothing but the handshake hash. */
  split(): { readonly send: CipherState; readonly receive: CipherState } {
    if (!this.finished || this.#dead) throw new ProtocolFailure("HANDSHAKE", "not finished");
    const [fromInitiator, fromResponder] = this.#symmetric.split();
    this.#dead = true;
    this.#ephemeral?.secret.fill(0);
    return this.#options.initiator
      ? { send: fromInitiator, receive: fromResponder }
      : { send: fromResponder, receive: fromInitiator };
  }

  async #guarded<T>(step: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new ProtocolFailure("HANDSHAKE", "the handshake has failed");
    try {
      return await step();
    } catch (cause) {
      this.#dead = true;
      throw new ProtocolFailure("HANDSHAKE", "the handshake has failed", { cause });
    }
  }

  #nextTokens(writing: boolean): readonly Token[] {
    const { messages } = this.#options.pattern;
    const mine = (this.#turn % 2 === 0) === this.#options.initiator;
    const next = messages[this.#turn];
    if (next === undefined || mine !== writing) throw new RangeError("out of turn");
    this.#turn++;
    return next;
  }

  async #write(token: Token): Promise<Uint8Array> {
    if (token === "e") {
      this.#ephemeral = this.#options.fixedEphemeral ?? (await this.#freshKeyPair());
      this.#mixEphemeral(this.#ephemeral.public);
      return this.#ephemeral.public;
    }
    if (token === "s") return this.#symmetric.encryptAndHash(this.#own("s").public);
    await this.#mix(token);
    return new Uint8Array();
  }

  async #read(token: Token, take: (length: number) => Uint8Array): Promise<void> {
    if (token === "e") {
      this.#remoteEphemeral = take(keyBytes);
      this.#mixEphemeral(this.#remoteEphemeral);
    } else if (token === "s") {
      const sealed = take(keyBytes + this.#symmetric.tagBytes);
      this.#remoteStatic = await this.#symmetric.decryptAndHash(sealed);
    } else await this.#mix(token);
  }

  #mixEphemeral(key: Uint8Array): void {
    this.#symmetric.mixHash(key);
    // With a psk the first key would otherwise not depend on anything fresh: section 9.2.
    if (this.#options.pattern.pskCount > 0) this.#symmetric.mixKey(key);
  }

  async #mix(token: Exclude<Token, "e" | "s">): Promise<void> {
    if (token === "psk") {
      const psk = this.#psks[this.#pskUsed++];
      if (psk?.length !== keyBytes) throw new RangeError("a psk of 32 bytes is missing");
      this.#symmetric.mixKeyAndHash(psk);
      return;
    }
    // The first letter is the initiator's key, the second the responder's.
    const [first, second] = token;
    const { initiator, primitives } = this.#options;
    const own = this.#own(initiator ? first : second);
    const remote = this.#remote(initiator ? second : first);
    this.#symmetric.mixKey(await primitives.x25519(own.secret, remote));
  }

  #mixKnown(kind: "e" | "s", own: boolean): void {
    this.#symmetric.mixHash(own ? this.#own(kind).public : this.#remote(kind));
  }

  #own(kind: string | undefined): KeyPair {
    const pair = kind === "e" ? this.#ephemeral : this.#options.static;
    if (pair === undefined) throw new RangeError("a key of our own is missing");
    return pair;
  }

  #remote(kind: string | undefined): Uint8Array {
    const key = kind === "e" ? this.#remoteEphemeral : this.#remoteStatic;
    if (key?.length !== keyBytes) throw new RangeError("a key of the peer is missing");
    return key;
  }

  async #freshKeyPair(): Promise<KeyPair> {
    const secret = this.#options.primitives.randomBytes(keyBytes);
    return { secret, public: await this.#options.primitives.x25519Public(secret) };
  }
}
