// A browser without X25519, or whose own fails; that the two agree is in protocol/src/primitives-agree.test.ts.

import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import { nobleX25519 } from "@longrein/protocol/noble-x25519";
import { webX25519 } from "./web-x25519.ts";

const secret = new Uint8Array(32).fill(7);
const bytes32 = fc.uint8Array({ minLength: 32, maxLength: 32 });
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

test("without the browser's, keys and secrets are noble's own", async () => {
  vi.spyOn(crypto.subtle, "importKey").mockRejectedValue(
    new DOMException("no", "NotSupportedError"),
  );
  await fc.assert(
    fc.asyncProperty(bytes32, bytes32, async (own, other) => {
      const theirs = nobleX25519.x25519Public(other);
      expect(await webX25519.x25519Public(other)).toEqual(theirs);
      expect(await webX25519.x25519(own, theirs)).toEqual(nobleX25519.x25519(own, theirs));
    }),
    { numRuns: 20 },
  );
});
