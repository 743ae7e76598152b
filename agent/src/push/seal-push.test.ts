// Sealing for a browser: against the example of RFC 8291, and opened as a browser opens it.

import { fromBase64url, toBase64url, utf8 } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { assertCleared } from "../egress/cleared.ts";
import { pushBrowser } from "../testing/push-browser.ts";
import { randomBytes } from "../testing/rows.ts";
import { canSealFor, pushTextBytesMax, sealPush } from "./seal-push.ts";

const bytes = (text: string) => fromBase64url(text) ?? new Uint8Array(0);

function cleared(text: string) {
  const encoded = utf8(text);
  assertCleared(encoded);
  return encoded;
}

describe("a message that is sealed for a browser", () => {
  it("is the one of RFC 8291, Appendix A, byte for byte", () => {
    const keys = {
      p256dh: bytes(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
      ),
      auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
    };
    const once = {
      secret: bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"),
      salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"),
    };
    const text = cleared("When I grow up, I want to be a watermelon");
    expect(toBase64url(sealPush(text, keys, text.length, once))).toBe(
      "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS" +
        "6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
    );
  });

  it("is opened by that browser alone, and by none that was changed", async () => {
    const [browser, other] = [await pushBrowser(), await pushBrowser()];
    const sealed = sealPush(cleared("é waits"), browser);
    expect(await browser.open(sealed)).toBe("é waits");
    await expect(other.open(sealed)).rejects.toMatchObject({ name: "OperationError" });
    for (const place of [0, 86, sealed.length - 1]) {
      const changed = Uint8Array.from(sealed, (byte, at) => (at === place ? byte ^ 1 : byte));
      await expect(browser.open(changed)).rejects.toMatchObject({ name: "OperationError" });
    }
  });

  it("has the same length whatever it says, and is another each time", async () => {
    const browser = await pushBrowser();
    const texts = ["", "x", "x".repeat(pushTextBytesMax)].map(cleared);
    const sealed = [...texts, ...texts].map((text) => sealPush(text, browser));
    expect(new Set(sealed.map(({ length }) => length)).size).toBe(1);
    expect(new Set(sealed.map(toBase64url)).size).toBe(sealed.length);
    const long = cleared("x".repeat(pushTextBytesMax + 1));
    expect(() => sealPush(long, browser)).toThrow("at most 1023 bytes");
  });
});

it("a key that is no point of the curve, or no secret, is seen as that before anything is sealed", async () => {
  const browser = await pushBrowser();
  const secret = randomBytes(32);
  expect(canSealFor(browser, secret)).toBe(true);
  expect(canSealFor({ ...browser, p256dh: new Uint8Array(65).fill(4) }, secret)).toBe(false);
  expect(canSealFor(browser, new Uint8Array(32))).toBe(false);
});
