import { describe, expect, it } from "vitest";
import { nodePrimitives } from "../../../agent/src/platform/node-primitives.ts";
import { answerTo } from "../../../simulation/tampering.ts";
import { ascii, concat, u32 } from "../bytes.ts";
import { SymmetricState } from "./symmetric-state.ts";

const { sha256 } = nodePrimitives;

describe("a symmetric state", () => {
  it("begins with a short protocol name as it is, filled with zeros to 32 bytes", () => {
    const short = "Noise_NN_25519_AESGCM_SHA256";
    const state = new SymmetricState(nodePrimitives, short);
    expect(state.handshakeHash).toEqual(concat(ascii(short), new Uint8Array(32 - short.length)));
  });

  it("begins with the hash of a name longer than 32 bytes", () => {
    const long = "Noise_XKpsk0+psk3_25519_AESGCM_SHA256";
    expect(new SymmetricState(nodePrimitives, long).handshakeHash).toEqual(sha256(ascii(long)));
  });

  it("hashes everything it is given onto what it has", () => {
    const state = new SymmetricState(nodePrimitives, "Noise_NN_25519_AESGCM_SHA256");
    const before = state.handshakeHash;
    state.mixHash(u32(1));
    expect(state.handshakeHash).toEqual(sha256(concat(before, u32(1))));
  });

  it("adds a tag only once it has a key", async () => {
    const state = new SymmetricState(nodePrimitives, "Noise_NN_25519_AESGCM_SHA256");
    expect(state.tagBytes).toBe(0);
    expect(await state.encryptAndHash(u32(1))).toEqual(u32(1));
    state.mixKey(u32(2));
    expect(state.tagBytes).toBe(16);
    expect((await state.encryptAndHash(u32(1))).length).toBe(4 + 16);
  });

  it("binds what it opens to all that was said before", async () => {
    const states = [1, 1, 2].map((said) => {
      const state = new SymmetricState(nodePrimitives, "Noise_NN_25519_AESGCM_SHA256");
      state.mixHash(u32(said));
      state.mixKey(u32(9));
      return state;
    });
    const [send, same, other] = states;
    const sealed = await send?.encryptAndHash(u32(5));
    expect(await same?.decryptAndHash(sealed ?? new Uint8Array())).toEqual(u32(5));
    expect(same?.handshakeHash).toEqual(send?.handshakeHash);
    expect(await answerTo(() => other?.decryptAndHash(sealed ?? new Uint8Array()))).toBe("AEAD");
  });

  it("splits into two keys that do not open each other's messages", async () => {
    const make = () => {
      const state = new SymmetricState(nodePrimitives, "Noise_NN_25519_AESGCM_SHA256");
      state.mixKey(u32(9));
      return state.split();
    };
    const [there, back] = make();
    const [sameThere] = make();
    const sealed = await there.seal(new Uint8Array(), u32(1));
    expect(await sameThere.open(new Uint8Array(), sealed)).toEqual(u32(1));
    expect(await answerTo(() => back.open(new Uint8Array(), sealed))).toBe("AEAD");
  });
});
