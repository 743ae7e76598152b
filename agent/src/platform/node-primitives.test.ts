// What is the agent's own; that it agrees with the other backends is in protocol/src/primitives.test.ts.

import { describe, expect, test } from "vitest";
import { nodePrimitives } from "./node-primitives.ts";

const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

describe("the agent's Ed25519", () => {
  // y of the points of small order, as they are and plus p where that fits.
  const smallOrder = [
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000000",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  ];

  test("takes no key of small order, under which R = −k·A signs with nothing known", () => {
    for (const y of smallOrder) {
      for (const sign of [0x00, 0x80]) {
        const key = hex(y);
        key[31] = (key[31] ?? 0) | sign;
        for (const r of smallOrder) {
          const signature = new Uint8Array([...hex(r), ...new Uint8Array(32)]);
          // Of eight messages, one would verify under a key of order eight or less.
          for (let message = 0; message < 8; message++) {
            const verdict = nodePrimitives.ed25519Verify(key, Uint8Array.of(message), signature);
            expect(verdict).toBe(false);
          }
        }
      }
    }
  });

  test("throws nothing for a key that is no point", () => {
    const noPoint = hex("0200000000000000000000000000000000000000000000000000000000000000");
    expect(nodePrimitives.ed25519Verify(noPoint, new Uint8Array(), new Uint8Array(64))).toBe(false);
  });
});

test("an X25519 secret is clamped, so that its unused bits mean nothing", () => {
  const secret = new Uint8Array(32).fill(0x55);
  const same = secret.slice();
  same[0] = (same[0] ?? 0) | 7;
  same[31] = (same[31] ?? 0) ^ 0x80;
  expect(nodePrimitives.x25519Public(same)).toEqual(nodePrimitives.x25519Public(secret));
});
