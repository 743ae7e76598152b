// What goes on to Vitest, and when the scenarios' needs are seen to.

import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

it("runs everything, the scenarios too, when nothing is asked for", () => {
  expect(readOptions([])).toEqual({ vitest: [], scenarios: true });
});

it("runs the scenarios alone when asked, with Vitest's filters", () => {
  expect(readOptions(["--scenarios", "-t", "denies"])).toEqual({
    vitest: ["--project", "scenarios", "-t", "denies"],
    scenarios: true,
  });
});

it("asks for no browser when the filters leave the scenarios out", () => {
  expect(readOptions(["scripts/check-arrows"])).toEqual({
    vitest: ["scripts/check-arrows"],
    scenarios: false,
  });
  expect(readOptions(["scenarios/approval"]).scenarios).toBe(true);
});
