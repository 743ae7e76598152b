// What of Claude Code's own plans is not asked about, with real files: one new file in one folder.

import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import type { Call } from "./calls.ts";
import { PlanFile } from "./plan-file.ts";

let temporary: ThrowAwayFolder;
let plans: string;
let file: PlanFile;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  plans = await temporary.makeFolder("plans");
  file = new PlanFile(temporary.path);
});
afterEach(() => temporary.remove());

function writes(path: string, more: Partial<Call> = {}): Promise<boolean> {
  const call = { id: "1", tool: "Write", cwd: "/w", shell: "", planning: true } as const;
  const outcome = { kind: "unasked" } as const;
  return file.isWrittenBy({ ...call, outcome, ...more }, { file_path: path, content: "A plan" });
}

const mine = () => join(plans, "prune-the-roses.md");

it("lets a new file of plans be written and changed unasked", async () => {
  expect(await writes(mine())).toBe(true);
  await writeFile(mine(), "A plan");
  expect(await writes(mine(), { tool: "Edit" })).toBe(true);
});

it("asks about a plan that was there before, of another conversation perhaps", async () => {
  await writeFile(mine(), "A plan");
  expect(await writes(mine())).toBe(false);
});

it("asks about a second file", async () => {
  await writes(mine());
  expect(await writes(join(plans, "another.md"))).toBe(false);
});

it.each([
  ["when nothing is planned", { planning: false }],
  ["of a subagent", { shell: "agent" }],
  ["by another tool", { tool: "NotebookEdit" }],
])("asks %s", async (_, more) => {
  expect(await writes(mine(), more)).toBe(false);
});

it.each(["../CLAUDE.md", "sub/plan.md", "settings.json", ".md", "a b.md", "../plans2/plan.md"])(
  "asks about %s",
  async (name) => {
    expect(await writes(`${plans}/${name}`)).toBe(false);
  },
);

it("asks where the name leads elsewhere", async () => {
  await writeFile(join(temporary.path, "settings.json"), "{}");
  await symlink(join(temporary.path, "settings.json"), mine());
  expect(await writes(mine())).toBe(false);
});
