// The whole check with steps that are real processes: what is shown, what is counted, and that it goes on.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readSteps, runChecks } from "./check.ts";

const step = (name: string, command: string) => ({ name, command });

async function checked(groups: Parameters<typeof runChecks>[0]) {
  const lines: string[] = [];
  const failed = await runChecks(groups, (line) => lines.push(line));
  return { failed, lines, text: lines.join("\n") };
}

describe("check", () => {
  it("goes on after a failure, shows its output, and not that of what passes", async () => {
    const { failed, lines, text } = await checked([
      [step("bad", "echo what is wrong; echo and where >&2; exit 3"), step("good", "echo fine")],
      [step("last", "echo the end")],
    ]);
    expect(failed).toBe(1);
    expect(text).toMatch(/^failed {2}bad/m);
    expect(text).toContain("what is wrong");
    expect(text).toContain("and where");
    expect(text).not.toContain("fine");
    expect(text).not.toContain("the end");
    expect(lines.at(-1)).toMatch(/^check: 2 ok, 1 failed, \d+\.\d s$/);
  });

  it("counts a command that cannot be started and one that is killed as failures", async () => {
    const { failed } = await checked([
      [step("absent", "no-such-program"), step("killed", "kill $$")],
    ]);
    expect(failed).toBe(2);
  });

  it("runs the steps of a group two at a time, and a later group after it", async () => {
    const folder = mkdtempSync(join(tmpdir(), "longrein-check-"));
    const meet = (mine: string, other: string): string =>
      `cd ${folder}; touch ${mine}; for i in $(seq 500); do [ -e ${other} ] && exit 0; sleep 0.01; done; exit 1`;
    const { failed, lines } = await checked([
      [step("one", meet("a", "b")), step("two", meet("b", "a"))],
      [step("three", `rm -r ${folder}`)],
    ]);
    expect(failed).toBe(0);
    expect(lines[2]).toContain("three");
  });

  it("shows at most 150 lines and says where the others are", async () => {
    const { text } = await checked([[step("long", "seq 1 200; exit 1")]]);
    expect(text).toContain("        150\n");
    expect(text).not.toContain("        151\n");
    expect(text).toContain("(50 lines more: npm run long)");
  });

  it("takes its commands from package.json and misses none silently", () => {
    expect(readSteps({ scripts: { lint: "oxlint" } }, ["lint"])).toEqual([step("lint", "oxlint")]);
    expect(() => readSteps({ scripts: {} }, ["lint"])).toThrow("expected a script lint");
  });
});
