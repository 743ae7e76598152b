// Reads from Vitest's JSON report what each coding agent could show: the tests in the groups that are named
// for an agent and its version.

export interface Tested {
  /** The group's name: "codex 0.169.0". */
  readonly agent: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly skipped: readonly string[];
}

const agentAndVersion = /^\S.* \d+\.\d+\.\d+$/;

export function readTested(report: unknown): readonly Tested[] {
  const tests = listAt(report, "testResults").flatMap((file) => listAt(file, "assertionResults"));
  const groups = Map.groupBy(tests, (test) => groupOf(test));
  return [...groups]
    .filter(([group]) => agentAndVersion.test(group))
    .map(([agent, all]) => ({
      agent,
      passed: titles(all, "passed"),
      failed: titles(all, "failed"),
      skipped: all
        .filter((test) => !["passed", "failed"].includes(textAt(test, "status")))
        .map((test) => textAt(test, "title")),
    }))
    .toSorted((a, b) => a.agent.localeCompare(b.agent));
}

/** The outermost group that the test stands in. */
function groupOf(test: unknown): string {
  const [group] = listAt(test, "ancestorTitles");
  return typeof group === "string" ? group : "";
}

function titles(tests: readonly unknown[], status: string): string[] {
  return tests
    .filter((test) => textAt(test, "status") === status)
    .map((test) => textAt(test, "title"));
}

function listAt(value: unknown, name: string): readonly unknown[] {
  const found = fieldOf(value, name);
  return Array.isArray(found) ? found : [];
}

function textAt(value: unknown, name: string): string {
  const found = fieldOf(value, name);
  return typeof found === "string" ? found : "";
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}
