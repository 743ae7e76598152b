// Counts what Vitest's JSON report says. A file that crashed before its first test counts as a failure,
// and so does a run that failed though no test did.

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** `report` is undefined when Vitest wrote none; `before` is what failed before it ran. */
export function countTests(report: unknown, exitCode: number | null, before = 0): Count {
  const passed = numberAt(report, "numPassedTests");
  const skipped = numberAt(report, "numPendingTests") + numberAt(report, "numTodoTests");
  const inTests = numberAt(report, "numFailedTests") + crashedFiles(report);
  const failed = inTests === 0 && exitCode !== 0 ? 1 : inTests;
  return { passed, skipped, failed: before + failed };
}

export const summary = ({ passed, failed }: Count): string => `${passed} passed, ${failed} failed`;

function crashedFiles(report: unknown): number {
  const files =
    isObject(report) && Array.isArray(report["testResults"]) ? report["testResults"] : [];
  return files.filter((file: unknown) => {
    if (!isObject(file) || file["status"] !== "failed") return false;
    const tests: unknown[] = Array.isArray(file["assertionResults"])
      ? file["assertionResults"]
      : [];
    return !tests.some((test) => isObject(test) && test["status"] === "failed");
  }).length;
}

function numberAt(report: unknown, name: string): number {
  const value = isObject(report) ? report[name] : undefined;
  return typeof value === "number" ? value : 0;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
