import { describe, expect, it } from "vitest";
import { parseProtocolName, suite } from "./pattern.ts";

const named = (pattern: string) => parseProtocolName(`Noise_${pattern}_${suite}`);
const drawn = (pattern: string) => named(pattern).messages.map((message) => message.join(" "));

describe("a protocol name", () => {
  it("of the product becomes its lines in docs/protocol.md", () => {
    const pattern = named("XKpsk0+psk3");
    expect(drawn("XKpsk0+psk3")).toEqual(["psk e es", "e ee", "s se psk"]);
    expect(pattern).toMatchObject({
      initiatorPreMessage: [],
      responderPreMessage: ["s"],
      pskCount: 2,
      oneWay: false,
    });
  });

  it.each([
    ["NN", ["e", "e ee"]],
    ["XX", ["e", "e ee s es", "s se"]],
    ["IKpsk2", ["e es s ss", "e ee se psk"]],
    ["NNpsk0", ["psk e", "e ee"]],
    ["NXpsk0+psk1+psk2", ["psk e psk", "e ee s es psk"]],
    ["X1X1", ["e", "e ee s", "es s", "se"]],
    ["Xpsk1", ["e es s ss psk"]],
  ])("with the pattern %s becomes its tokens", (pattern, messages) => {
    expect(drawn(pattern)).toEqual(messages);
  });

  it.each([
    ["KK", ["s"], ["s"]],
    ["K", ["s"], ["s"]],
    ["KN", ["s"], []],
    ["NK", [], ["s"]],
    ["XX", [], []],
  ])("with the pattern %s says who is known before", (pattern, initiator, responder) => {
    expect(named(pattern)).toMatchObject({
      initiatorPreMessage: initiator,
      responderPreMessage: responder,
    });
  });

  it("is one-way for N, K and X alone", () => {
    const oneWay = ["N", "K", "X", "NN", "KK", "XX", "IK"].filter((name) => named(name).oneWay);
    expect(oneWay).toEqual(["N", "K", "X"]);
  });

  it.each([
    "",
    "Noise",
    "Noise__25519_AESGCM_SHA256",
    "Noise_ZZ_25519_AESGCM_SHA256",
    "Noise_xx_25519_AESGCM_SHA256",
    "Noise_XX_25519_ChaChaPoly_SHA256",
    "Noise_XX_25519_AESGCM_SHA512",
    "Noise_XX_448_AESGCM_SHA256",
    "Noise_XXfallback_25519_AESGCM_SHA256",
    "Noise_XXpsk_25519_AESGCM_SHA256",
    "Noise_XXpsk4_25519_AESGCM_SHA256",
    "Noise_Npsk2_25519_AESGCM_SHA256",
    "Noise_XXpsk99999999999999999999_25519_AESGCM_SHA256",
    "Noise_XXpsk0psk3_25519_AESGCM_SHA256",
    "Noise_XX+psk0_25519_AESGCM_SHA256",
    "Noise_XXpsk0+_25519_AESGCM_SHA256",
    "Noise_XXpsk0+psk0_25519_AESGCM_SHA256",
    "Noise_XX_25519_AESGCM_SHA256 ",
    " Noise_XX_25519_AESGCM_SHA256",
    "NoisePSK_XX_25519_AESGCM_SHA256",
  ])("%j is refused as unsupported", (name) => {
    expect(() => parseProtocolName(name)).toThrow(expect.objectContaining({ code: "UNSUPPORTED" }));
  });

  it("gives every caller its own pattern, so that psk tokens do not pile up", () => {
    named("XXpsk3");
    named("XXpsk3");
    expect(drawn("XXpsk3")).toEqual(["e", "e ee s es", "s se psk"]);
    expect(drawn("XX")).toEqual(["e", "e ee s es", "s se"]);
  });
});
