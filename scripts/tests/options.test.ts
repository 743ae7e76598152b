// What goes on to Vitest, and when the needs of the scenarios and of the further browsers are seen to.

import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

it("runs everything but the further browsers and deployments when nothing is asked for", () => {
  expect(readOptions([])).toEqual({
    vitest: ["--project", "!browsers", "--project", "!deployments"],
    scenarios: true,
    browsers: false,
  });
});

it("runs the scenarios alone when asked, with Vitest's filters", () => {
  expect(readOptions(["--scenarios", "-t", "denies"])).toEqual({
    vitest: ["--project", "scenarios", "-t", "denies"],
    scenarios: true,
    browsers: false,
  });
});

it("runs what takes further browsers alone when asked, and sees to these", () => {
  expect(readOptions(["--browsers", "-t", "Firefox"])).toEqual({
    vitest: ["--project", "browsers", "-t", "Firefox"],
    scenarios: true,
    browsers: true,
  });
  expect(readOptions(["scenarios/engines/core-path"])).toEqual({
    vitest: ["--project", "!deployments", "scenarios/engines/core-path"],
    scenarios: true,
    browsers: true,
  });
});

it("runs deployments when they are named", () => {
  expect(readOptions(["relay-refused.wrangler"]).vitest).toEqual([
    "--project",
    "!browsers",
    "relay-refused.wrangler",
  ]);
});

it("asks for no browser when the filters leave the scenarios out", () => {
  expect(readOptions(["scripts/check-arrows"])).toEqual({
    vitest: ["--project", "!browsers", "--project", "!deployments", "scripts/check-arrows"],
    scenarios: false,
    browsers: false,
  });
  expect(readOptions(["scenarios/approval"])).toMatchObject({ scenarios: true, browsers: false });
});
