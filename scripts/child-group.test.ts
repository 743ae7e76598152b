// Groups of real processes: what they say, how they end, and that nothing of them is left.

import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { runGroup } from "./child-group.ts";

async function run(command: string, atMostMs = 10_000) {
  let output = "";
  const ended = await runGroup(command, [], {
    shell: true,
    atMostMs,
    onOutput: (chunk) => {
      output += chunk.toString();
    },
  });
  return { ...ended, output };
}

describe("a group of processes", () => {
  it("ends with the command's exit code and gives what it said on both streams", async () => {
    const ended = await run("echo one; echo two >&2; exit 7");
    expect(ended).toMatchObject({ exitCode: 7, timedOut: false });
    expect(ended.output.split("\n").toSorted()).toEqual(["", "one", "two"]);
  });

  it("is ended at its time limit with all it started", async () => {
    const folder = mkdtempSync(join(tmpdir(), "longrein-group-"));
    const late = join(folder, "late");
    const { exitCode, timedOut } = await run(`(sleep 1; touch ${late}) & sleep 60`, 300);
    expect({ exitCode, timedOut }).toEqual({ exitCode: null, timedOut: true });
    await sleep(1_200);
    expect(existsSync(late)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it("that cannot be started is an error", async () => {
    const starting = runGroup("no-such-program", [], { atMostMs: 1_000 });
    await expect(starting).rejects.toThrow("ENOENT");
  });
});
