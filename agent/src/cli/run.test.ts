// The command line as a user meets it: what goes to which stream, which exit code, and what to do next.

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commandTable } from "./command-table.ts";

const door = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));

function longrein(...argv: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [door, ...argv], {
    encoding: "utf8",
    timeout: 20_000,
  });
  return { status, stdout, stderr };
}

describe("longrein", () => {
  it.each([[[]], [["--help"]]])("%j lists all commands, under their chapters", (argv) => {
    const { status, stdout, stderr } = longrein(...argv);
    expect([status, stderr]).toEqual([0, ""]);
    for (const part of ["usage", "longrein demo", "example"]) expect(stdout).toContain(part);
    const chapters = stdout.split("\n\n").map((chapter) => chapter.split("\n"));
    for (const { chapter, name, about } of commandTable) {
      const lines = chapters.find(([title]) => title === chapter)?.slice(1) ?? [];
      const its = lines.find((line) => line.startsWith(`  ${name} `));
      expect(its).toMatch(about);
    }
  });

  it.each([[["version"]], [["--version"]], [["-v"]]])(
    "%j says its version and nothing else",
    (argv) => {
      expect(longrein(...argv)).toEqual({ status: 0, stdout: "0.1.0\n", stderr: "" });
    },
  );

  it("with --json puts JSON alone on stdout", () => {
    const { stdout } = longrein("version", "--json");
    expect(JSON.parse(stdout)).toEqual({ version: "0.1.0" });
    const unknown = longrein("--json", "reins");
    expect(unknown.status).toBe(2);
    const message = 'there is no command "reins"';
    expect(JSON.parse(unknown.stdout)).toEqual({
      error: { kind: "usage", message, hint: "longrein help" },
    });
  });

  it("tells programs of its commands, too: of all, of a group, of one", () => {
    const told = (...words: readonly string[]): unknown =>
      JSON.parse(longrein("help", ...words, "--json").stdout);
    expect(told()).toMatchObject({ commands: { length: commandTable.length } });
    expect(JSON.parse(longrein("--json").stdout)).toEqual(told());
    expect(JSON.parse(longrein("version", "--help", "--json").stdout)).toEqual(told("version"));
    expect(told("policy")).toMatchObject({ commands: [{}, { command: "policy set" }] });
    expect(told("version")).toEqual({
      commands: [
        { command: "version", usage: "version", about: expect.any(String), example: "version" },
      ],
    });
  });

  it.each([
    ["demo --port 65536", "expected a whole number up to 65535 after --port"],
    ["demo --pace 1e1", "expected a whole number up to 10 after --pace"],
    ["demo --loud", "--loud"],
  ])("%s says what is wrong and where help is", (line, why) => {
    const { status, stdout, stderr } = longrein(...line.split(" "));
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^error: .*\nhint: longrein help demo\n$/s);
    expect(stderr).toContain(why);
  });

  it("says what is wrong in lines, and spells none of their ends out", () => {
    const { status, stderr } = longrein("audit", "list", "--count", "-1");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^error: .*--count.*\nhint: longrein help audit list\n$/);
    expect(stderr).not.toContain("u{a}");
  });

  it("shows an unknown command so that no terminal acts on it", () => {
    const { status, stderr } = longrein("\u001b[2J");
    expect(status).toBe(2);
    expect(stderr).not.toContain("\u001b");
  });
});
