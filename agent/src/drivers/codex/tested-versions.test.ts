import { expect, it } from "vitest";
import { isTested, untested } from "./tested-versions.ts";

it.each(["0.169", "0.169.0", "0.169.12", "0.169.0-alpha.1"])("%s has been tested", (version) => {
  expect(isTested(version)).toBe(true);
});

it.each(["", "0.168.9", "0.170.0", "0.1690.0", "1.0.169", "0.169-next"])(
  "%j has not been tested",
  (version) => {
    expect(isTested(version)).toBe(false);
  },
);

it("says how the desktop allows it, or which to install", () => {
  const { message, next } = untested("0.170.0");
  expect(message).toContain("Codex 0.170.0 has not been tested");
  expect(next).toContain("@openai/codex@0.169");
  expect(next).toContain("longrein config set untestedVersions codex@0.170.0");
  expect(untested("").message).toContain("does not say its version");
});
