// The door is run as a user would, also by a Node that is too old for what is behind it.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";

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

test.runIf(isOld)("a Node that is too old hands over to the one that npm has brought", () => {
  const { status, stdout } = spawnSync(system, [door, "version"], { encoding: "utf8" });
  expect([status, stdout]).toEqual([0, "0.1.0\n"]);
  // What it ends with is told on: a bare shell must not take a refusal for a success.
  expect(spawnSync(system, [door, "reins"]).status).toBe(2);
});

test.runIf(isOld)("a Node that is too old is told so where no other is to be found", async () => {
  const folder = await throwAwayFolder("longrein-door-");
  const alone = await folder.makeFolder("bin");
  await copyFile(door, `${alone}/longrein.mjs`);
  const { status, stderr } = spawnSync(system, [`${alone}/longrein.mjs`], { encoding: "utf8" });
  expect(status).toBe(1);
  expect(stderr).toContain("longrein needs Node 22.18 or newer");
  await folder.remove();
});

function version(): string {
  return execFileSync(system, ["--version"], { encoding: "utf8" });
}
