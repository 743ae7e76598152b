// Completion as the shells themselves understand it.

import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { commandTable } from "./command-table.ts";
import { followers, scriptFor } from "./completion.ts";

function has(shell: string): boolean {
  return spawnSync(shell, ["-c", "true"]).status === 0;
}

describe("completion", () => {
  it("knows every command, every flag that is told, and every choice", () => {
    const after = followers(commandTable);
    expect(after.get("")).toContain("devices");
    expect(after.get("devices")).toEqual(expect.arrayContaining(["revoke", "--json"]));
    expect(after.get("devices role")).toContain("operator");
    expect(after.get("up")).toContain("--embedded");
    expect(after.get("up")).not.toContain("--background");
  });

  it("completes words and flags in bash", () => {
    const asked = (line: string) => {
      const words = line.split(" ").map((word) => `'${word}'`);
      const script = `${scriptFor("bash", commandTable)}
COMP_WORDS=(${words.join(" ")}); COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _longrein
printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync("bash", ["-c", script], { encoding: "utf8" });
      expect(stderr).toBe("");
      return stdout.trim().split("\n");
    };
    expect(asked("longrein dev")).toEqual(["devices"]);
    expect(asked("longrein devices re")).toEqual(["rename", "revoke"]);
    expect(asked("longrein --json up --emb")).toEqual(["--embedded"]);
  });

  // Where a shell is not installed, nobody can ask it.
  it.runIf(has("zsh"))("is read by zsh without complaint", () => {
    const options = { input: scriptFor("zsh", commandTable), encoding: "utf8" } as const;
    const { status, stderr } = spawnSync("zsh", ["-n"], options);
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.runIf(has("fish"))("completes words and flags in fish", () => {
    const asked = (line: string) => {
      const script = `${scriptFor("fish", commandTable)}\ncomplete -C '${line}'`;
      const options = { encoding: "utf8", env: { HOME: "/nowhere" } } as const;
      const { stdout } = spawnSync("fish", ["--no-config", "-c", script], options);
      // Files are offered as well, as they are where a path is expected.
      return stdout.trim().split("\n");
    };
    expect(asked("longrein devices re")).toEqual(expect.arrayContaining(["rename", "revoke"]));
    expect(asked("longrein --json up --emb")).toEqual(["--embedded"]);
  });
});
