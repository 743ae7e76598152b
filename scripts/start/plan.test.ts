// What somebody who has just cloned the repository can type, and what comes of it.

import { spawnSync } from "node:child_process";
import { expect, it } from "vitest";
import { startPlan } from "./plan.ts";

it.each([
  ["", "all", "demo"],
  ["--port 9000", "all", "demo --port 9000"],
  ["demo --pace 0", "all", "demo --pace 0"],
  ["up --embedded", "stale", "up --embedded"],
  ["start", "stale", "start"],
  ["up --relay https://relay.example.org", "nothing", "up --relay https://relay.example.org"],
  ["status --json", "nothing", "status --json"],
  ["up --help", "nothing", "up --help"],
  ["help", "nothing", "help"],
  ["-h", "nothing", undefined],
])("npm start -- %s builds %s", (words, build, argv) => {
  const plan = startPlan(words === "" ? [] : words.split(" "));
  expect([plan.build, plan.argv?.join(" ")]).toEqual([build, argv]);
});

it("says what npm start does, and where the commands are", { timeout: 60_000 }, () => {
  const root = new URL("../..", import.meta.url);
  const { stdout, status } = spawnSync("npm", ["start", "--silent", "--", "--help"], {
    cwd: root,
    encoding: "utf8",
  });
  expect([status, stdout]).toEqual([0, expect.stringContaining("all commands: npm start -- help")]);
  expect(stdout).not.toContain("npm start -- demo");
});
