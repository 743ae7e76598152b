import { utf8 } from "@longrein/protocol";
import { deviceNameBytesMax } from "@longrein/protocol/limits";
import { expect, test } from "vitest";
import { fittingName } from "./fitting-name.ts";

test("a long name is cut between characters to what the protocol takes", () => {
  const name = fittingName(` ${"\u{1f33b}".repeat(40)} `);
  expect(utf8(name).length).toBe(deviceNameBytesMax);
  expect(name.isWellFormed()).toBe(true);
  expect(fittingName("  Mara  ")).toBe("Mara");
});
