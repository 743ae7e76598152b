// What is usual in this field, for comparison: tweetnacl's box with a random nonce, as base64 in JSON.
// The shared key is computed once, which is kinder to it than some programs are to themselves.

import nacl from "tweetnacl";

export class BoxInJson {
  readonly #key: Uint8Array;

  constructor() {
    const [phone, agent] = [nacl.box.keyPair(), nacl.box.keyPair()];
    this.#key = nacl.box.before(agent.publicKey, phone.secretKey);
  }

  seal(message: Uint8Array): string {
    const nonce = nacl.randomBytes(nacl.box.nonceLength);
    const boxed = Buffer.concat([nonce, nacl.box.after(message, nonce, this.#key)]);
    return JSON.stringify({ type: "encrypted", payload: boxed.toString("base64") });
  }

  open(wire: string): Uint8Array {
    const envelope: unknown = JSON.parse(wire);
    const boxed = Buffer.from(payloadOf(envelope), "base64");
    const nonce = boxed.subarray(0, nacl.box.nonceLength);
    const plaintext = nacl.box.open.after(boxed.subarray(nonce.length), nonce, this.#key);
    if (plaintext === null) throw new Error("the box does not open");
    return plaintext;
  }
}

function payloadOf(envelope: unknown): string {
  if (typeof envelope === "object" && envelope !== null && "payload" in envelope) {
    if (typeof envelope.payload === "string") return envelope.payload;
  }
  throw new Error("expected a payload");
}
