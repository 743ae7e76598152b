import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProtocolFailure } from "../failure.ts";
import { parseProtocolName, suite } from "./pattern.ts";

// Names that are right, but for a part that may be wrong, missing or doubled.
const near = fc
  .tuple(
    fc.constantFrom("Noise", "Noise", "Noise", "noise", "NoisePSK", ""),
    fc.oneof(fc.constantFrom("N", "XX", "X1K1", "IK", "KK1"), fc.string({ maxLength: 5 })),
    fc.array(fc.constantFrom("psk0", "psk1", "psk2", "psk3", "psk9", "fallback", "hfs", ""), {
      maxLength: 3,
    }),
    fc.constantFrom("+", "+", ""),
    fc.constantFrom(suite, suite, "25519_ChaChaPoly_SHA256", "", `${suite}_`),
  )
  .map(([noise, pattern, modifiers, between, ending]) =>
    [noise, `${pattern}${modifiers.join(between)}`, ending].join("_"),
  );

describe("parseProtocolName", () => {
  it("gives any text a pattern it can walk, or refuses it as unsupported", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (name) => {
        try {
          const pattern = parseProtocolName(name);
          const tokens = pattern.messages.flat();
          expect(tokens.filter((token) => token === "psk").length).toBe(pattern.pskCount);
          expect(tokens.includes("e")).toBe(true);
          expect(pattern.name).toBe(name);
          accepted++;
        } catch (failure) {
          if (!(failure instanceof ProtocolFailure)) throw failure;
          expect(failure.code).toBe("UNSUPPORTED");
        }
      }),
      { seed: 40, numRuns: 5_000 },
    );
    // The generator does hit names that are right.
    expect(accepted).toBeGreaterThan(50);
  });
});
