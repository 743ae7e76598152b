// Counting what Vitest reports, above all when something went wrong that is not a test.

import { describe, expect, it } from "vitest";
import { countTests, summary } from "./count.ts";

const file = (status: string, ...tests: readonly string[]) => ({
  status,
  assertionResults: tests.map((one) => ({ status: one })),
});

describe("the last line", () => {
  it("says what passed and what failed", () => {
    const report = {
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [file("failed", "failed")],
    };
    expect(summary(countTests(report, 1))).toBe("2 passed, 1 failed");
  });

  it("counts a file that crashed before its first test as a failure", () => {
    const testResults = [
      file("failed"),
      file("failed", "failed", "passed"),
      file("passed", "passed"),
    ];
    const report = { numPassedTests: 2, numFailedTests: 1, testResults };
    expect(summary(countTests(report, 1))).toBe("2 passed, 2 failed");
  });

  it("counts a file whose tests passed and whose teardown failed", () => {
    const report = {
      numPassedTests: 1,
      numFailedTests: 0,
      testResults: [file("failed", "passed")],
    };
    expect(summary(countTests(report, 1))).toBe("1 passed, 1 failed");
  });

  it("never says that nothing failed when the run did", () => {
    const clean = { numPassedTests: 3, numFailedTests: 0, testResults: [file("passed", "passed")] };
    expect(summary(countTests(clean, 1))).toBe("3 passed, 1 failed");
    expect(summary(countTests(clean, null))).toBe("3 passed, 1 failed");
    expect(summary(countTests(undefined, 1))).toBe("0 passed, 1 failed");
    expect(summary(countTests(clean, 0))).toBe("3 passed, 0 failed");
  });

  it("counts what failed before the tests ran", () => {
    const clean = { numPassedTests: 3, numFailedTests: 0, testResults: [] };
    expect(summary(countTests(clean, 0, 1))).toBe("3 passed, 1 failed");
    expect(summary(countTests(clean, 1, 1))).toBe("3 passed, 2 failed");
  });

  it("is told apart from what was skipped", () => {
    expect(countTests({ numPassedTests: 1, numPendingTests: 2, numTodoTests: 1 }, 0)).toEqual({
      passed: 1,
      failed: 0,
      skipped: 3,
    });
  });
});
