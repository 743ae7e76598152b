// The files for service managers, read by systemd itself where there is one.

import { spawnSync } from "node:child_process";
import { chmodSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import { launchdPlist, systemdUnit } from "./autostart-files.ts";

const program = {
  node: process.execPath,
  door: '/home/ada/a folder/100% "ours" $HOME/longrein.js',
  path: "/usr/local/bin:/usr/bin",
  variables: { LONGREIN_STATE_DIR: "/home/ada/<state> & more" },
  logFile: "/home/ada/<state> & more/100% log",
};
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

test("names in paths stay names, whatever they hold", () => {
  const unit = systemdUnit(program);
  expect(unit).toContain('"/home/ada/a folder/100%% \\"ours\\" $$HOME/longrein.js" "up"');
  expect(unit).toContain("\nStandardOutput=append:/home/ada/<state> & more/100%% log\n");
  expect(launchdPlist(program)).toContain("<string>/home/ada/&lt;state&gt; &amp; more</string>");
  for (const make of [systemdUnit, launchdPlist]) {
    expect(() => make({ ...program, door: "/a\nExecStartPre=/bin/b" })).toThrow("control");
  }
});

test.runIf(hasSystemd)("systemd finds nothing wrong with the unit", async () => {
  const folder = await throwAwayFolder("longrein-unit-");
  try {
    const door = `${folder.path}/longrein.js`;
    writeFileSync(door, "");
    chmodSync(door, 0o700);
    const unit = `${folder.path}/longrein.service`;
    writeFileSync(unit, systemdUnit({ ...program, door }));
    const { status, stderr } = spawnSync("systemd-analyze", ["--user", "verify", unit], {
      encoding: "utf8",
      env: { ...process.env, XDG_RUNTIME_DIR: folder.path },
    });
    expect([status, stderr.split("\n").filter((line) => line.includes("longrein"))]).toEqual([
      0,
      [],
    ]);
  } finally {
    await folder.remove();
  }
});
