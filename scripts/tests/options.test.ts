// What goes on to Vitest, and when the needs of the scenarios and of the further browsers are seen to.

import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

const aside = ["--project", "!browsers", "--project", "!deployments", "--project", "!crashes"];

it("runs everything but the further browsers, deployments and crashes when nothing is asked for", () => {
  expect(readOptions([])).toEqual({
    vitest: aside,
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
    vitest: ["--project", "!deployments", "--project", "!crashes", "scenarios/engines/core-path"],
    scenarios: true,
    browsers: true,
  });
});

it("runs deployments when they are named", () => {
  const { vitest } = readOptions(["relay-refused.wrangler"]);
  expect(vitest).toEqual([...aside.slice(0, 2), ...aside.slice(4), "relay-refused.wrangler"]);
});

it("runs the crashes at every point alone when asked, and when they are named", () => {
  expect(readOptions(["--crashes", "-t", "denial"])).toEqual({
    vitest: ["--project", "crashes", "-t", "denial"],
    scenarios: false,
    browsers: false,
  });
  expect(readOptions(["daemon-crash"]).vitest).toEqual([...aside.slice(0, 4), "daemon-crash"]);
});

it("asks for no browser when the filters leave the scenarios out", () => {
  expect(readOptions(["scripts/check-arrows"])).toEqual({
    vitest: [...aside, "scripts/check-arrows"],
    scenarios: false,
    browsers: false,
  });
  expect(readOptions(["scenarios/approval"])).toMatchObject({ scenarios: true, browsers: false });
});
