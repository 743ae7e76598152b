// The gates, rule by rule: what each pays attention to, and what it lets pass.

import { describe, expect, it } from "vitest";
import { gateOnValidations, gatesOn } from "./gates.ts";

const attended = (paths: readonly string[]) =>
  gatesOn(paths)
    .filter(({ verdict }) => verdict === "attention")
    .map(({ rule }) => rule);
const files = (count: number) =>
  Array.from({ length: count }, (_, index) => `src/file-${index}.ts`);

describe("the gates", () => {
  it.each([
    ["package-lock.json", "dependencies"],
    ["services/api/go.mod", "dependencies"],
    ["db/migrations/003_add.sql", "migrations"],
    [".github/workflows/build.yml", "ci"],
    ["Jenkinsfile", "ci"],
    [".claude/settings.json", "agents"],
    ["AGENTS.md", "agents"],
    [".mcp.json", "agents"],
  ])("ask for attention where %s changed, by the rule of %s", (path, rule) => {
    expect(attended(["src/a.ts", path])).toEqual([rule]);
  });

  it("let ordinary files pass, each rule by name", () => {
    const gates = gatesOn(["src/a.ts", "README.md", "test/migration-notes.txt"]);
    expect(gates.map(({ rule, verdict }) => [rule, verdict])).toEqual([
      ["dependencies", "pass"],
      ["migrations", "pass"],
      ["ci", "pass"],
      ["agents", "pass"],
      ["files", "pass"],
    ]);
  });

  it("let twelve files pass and ask for attention at thirteen", () => {
    expect(attended(files(12))).toEqual([]);
    expect(attended(files(13))).toEqual(["files"]);
  });
});

describe("the gate on validations", () => {
  it("is none where there is nothing to validate with", () => {
    expect(gateOnValidations([])).toBeUndefined();
  });

  it("passes when all have passed, and otherwise names those that have not", () => {
    const passed = { title: "npm test", status: "passed" } as const;
    expect(gateOnValidations([passed, passed])).toMatchObject({ verdict: "pass" });
    const failed = { title: "npm run lint", status: "failed" } as const;
    const skipped = { title: "npm run e2e", status: "skipped" } as const;
    expect(gateOnValidations([passed, failed, skipped])).toEqual({
      rule: "validations",
      verdict: "attention",
      text: "failed: npm run lint, skipped: npm run e2e",
    });
  });
});
