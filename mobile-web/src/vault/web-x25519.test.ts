// A browser without X25519, or whose own fails; that the two agree is in protocol/src/primitives-agree.test.ts.

import { afterEach, describe, expect, test, vi } from "vitest";
import { nobleX25519 } from "@longrein/protocol/noble-x25519";
import { webX25519 } from "./web-x25519.ts";

const secret = new Uint8Array(32).fill(7);
const peer = nobleX25519.x25519Public(new Uint8Array(32).fill(9));

afterEach(() => {
  vi.restoreAllMocks();
});

describe.each(["importKey", "deriveBits"] as const)("when the browser's %s fails", (step) => {
  test("keys and secrets are the same as with it", async () => {
    const plain = [await webX25519.x25519Public(secret), await webX25519.x25519(secret, peer)];
    const failing = vi
      .spyOn(crypto.subtle, step)
      .mockRejectedValue(new DOMException("no", "NotSupportedError"));
    const without = [await webX25519.x25519Public(secret), await webX25519.x25519(secret, peer)];
    expect(failing).toHaveBeenCalled();
    expect(without).toEqual(plain);
  });

  test("a secret of zeros is still refused", async () => {
    vi.spyOn(crypto.subtle, step).mockRejectedValue(new DOMException("no", "OperationError"));
    const agree = async () => webX25519.x25519(secret, new Uint8Array(32));
    await expect(agree()).rejects.toMatchObject({ code: "LOW_ORDER" });
  });
});

test("a browser that lets a secret of zeros pass does not get it past us", async () => {
  vi.spyOn(crypto.subtle, "deriveBits").mockResolvedValue(new ArrayBuffer(32));
  const agree = async () => webX25519.x25519(secret, new Uint8Array(32));
  await expect(agree()).rejects.toMatchObject({ code: "LOW_ORDER" });
});
