// One name for the program in all that it says: the one by which it was called.

import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type CommandLine, commandLine } from "../testing/command-line.ts";
import { asCalled } from "./as-called.ts";
import { commandTable } from "./command-table.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));

let cli: CommandLine;
beforeEach(async () => {
  cli = await commandLine();
});
afterEach(() => cli.remove());

const throughNpm = (...argv: readonly string[]) =>
  spawnSync("npm", ["start", "--silent", "--", ...argv], {
    cwd: root,
    env: { ...cli.environment, LONGREIN_RELAY: "https://relay.invalid" },
    encoding: "utf8",
    timeout: 60_000,
  });

it.each([
  ["longrein stop, then longrein help store import", "X stop, then X help store import"],
  ["longrein up --relay, see longrein help up", "X up --relay, see X help up"],
  ["longrein config, or wait", "X config, or wait"],
  ["longrein runs", "X runs"],
  ["end one with longrein runs stop RUN", "end one with X runs stop RUN"],
  ["longrein runs in the background", "longrein runs in the background"],
  ["longrein has ended", "longrein has ended"],
  ["run longrein as a user of its own", "run longrein as a user of its own"],
])("%s", (text, said) => {
  expect(asCalled(text, "X", commandTable)).toBe(said);
});

it(
  "is said in hints, in tables, and by what runs in the background",
  { timeout: 120_000 },
  async () => {
    await mkdir(cli.stateFolder, { mode: 0o700 });
    await writeFile(`${cli.stateFolder}/KILL`, "by a test");
    for (const argv of [
      ["pair"],
      ["doctor"],
      ["start"],
      ["status"],
      ["workspace"],
      ["up", "--port"],
      ["doctor", "--json"],
      ["runs", "--json"],
    ]) {
      const { stdout, stderr } = throughNpm(...argv);
      // What a program reads is all that counts where it reads.
      const said = argv.includes("--json") ? stdout : stdout + stderr;
      expect([argv, said]).toEqual([argv, expect.stringContaining("npm start -- ")]);
      const [first, ...more] = commandTable.map(({ name }) => name.split(" ")[0]);
      const asInstalled = new RegExp(`longrein (?:${[first, ...more].join("|")})\\b`);
      expect([argv, said]).toEqual([argv, expect.not.stringMatching(asInstalled)]);
    }
  },
);
