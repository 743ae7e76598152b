// The door is run as a user would, also by a Node that is too old for what is behind it.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const door = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));

test("the door leads to the commands", () => {
  const said = execFileSync(process.execPath, [door, "help", "demo"], { encoding: "utf8" });
  expect(said).toContain("longrein demo --port 9000");
});

test("an unknown command says so, and what to do", () => {
  const { status, stderr } = spawnSync(process.execPath, [door, "reins"], { encoding: "utf8" });
  expect(status).toBe(2);
  expect(stderr).toBe('error: there is no command "reins"\nhint: longrein help\n');
});

const system = "/usr/bin/node";
const isOld = existsSync(system) && /^v(1\d|20)\./.test(version());

test.runIf(isOld)("a Node that is too old is told so instead of crashing", () => {
  const { status, stderr } = spawnSync(system, [door], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain("longrein needs Node 22.18 or newer");
});

function version(): string {
  return execFileSync(system, ["--version"], { encoding: "utf8" });
}
