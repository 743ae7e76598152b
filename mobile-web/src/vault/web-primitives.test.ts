// What is the phone's own; that it agrees with the other backends is in protocol/src/primitives.test.ts.

import { afterEach, describe, expect, test, vi } from "vitest";
import { webPrimitives } from "./web-primitives.ts";

const nonce = new Uint8Array(12);
const none = new Uint8Array();

afterEach(() => {
  vi.restoreAllMocks();
});

describe("the phone's AES key", () => {
  test("is imported once and cannot be exported, however many frames it seals", async () => {
    const imported = vi.spyOn(crypto.subtle, "importKey");
    const aead = await webPrimitives.aes256gcm(new Uint8Array(32));
    for (let frame = 0; frame < 3; frame++) {
      await aead.open(nonce, none, await aead.seal(nonce, none, Uint8Array.of(frame)));
    }
    expect(imported).toHaveBeenCalledTimes(1);
    const key = await imported.mock.results[0]?.value;
    expect(key).toMatchObject({ extractable: false, usages: ["encrypt", "decrypt"] });
    await expect(crypto.subtle.exportKey("raw", key as CryptoKey)).rejects.toMatchObject({
      name: "InvalidAccessError",
    });
  });

  test("seals and opens bytes in memory shared between threads", async () => {
    const aead = await webPrimitives.aes256gcm(new Uint8Array(32));
    const shared = new Uint8Array(new SharedArrayBuffer(40)).fill(7);
    const sealed = await aead.seal(nonce, shared, shared);
    const sharedSealed = new Uint8Array(new SharedArrayBuffer(sealed.length));
    sharedSealed.set(sealed);
    expect(await aead.open(nonce, shared, sharedSealed)).toEqual(new Uint8Array(40).fill(7));
  });
});
