// A reporter of Vitest's: says at the end, a line each, which tests failed and which passed only when tried
// again, so that the end of a long output tells what to look at.

import type { Reporter, TestCase, TestModule } from "vitest/node";
import { relative } from "node:path";
import { stripVTControlCharacters } from "node:util";

export default class Recall implements Reporter {
  readonly #lines: string[] = [];

  onTestCaseResult(test: TestCase): void {
    const line = describeCase(test);
    if (line !== undefined) this.#lines.push(line);
  }

  onTestModuleEnd(module: TestModule): void {
    for (const { message } of module.errors()) {
      this.#lines.push(`failed: ${place(module)}: ${firstLine(message)}`);
    }
  }

  onTestRunEnd(_modules: readonly TestModule[], errors: readonly { message: string }[]): void {
    for (const { message } of errors)
      this.#lines.push(`failed: outside tests: ${firstLine(message)}`);
    for (const line of this.#lines) console.log(line);
  }
}

function describeCase(test: TestCase): string | undefined {
  const result = test.result();
  const named = `${place(test.module)} > ${test.fullName}`;
  if (result.state === "failed") {
    const [error] = result.errors;
    return `failed: ${named}: ${firstLine(error?.message ?? "")}${difference(error?.diff ?? "")}`;
  }
  return test.diagnostic()?.flaky === true ? `second try: ${named}` : undefined;
}

const place = ({ moduleId }: TestModule): string => relative(process.cwd(), moduleId);

/** The lines that differ, as " (- what was expected + what came)": "expected [ Array(1) ]" alone tells nobody what it was. */
function difference(diff: string): string {
  const lines = stripVTControlCharacters(diff)
    .split("\n")
    .filter((line) => /^[-+] (?!Expected|Received)/.test(line));
  return lines.length === 0 ? "" : ` (${lines.join(" ").replaceAll(/\s+/g, " ").slice(0, 300)})`;
}

const firstLine = (text: string): string => text.split("\n", 1)[0]?.slice(0, 300) ?? "";
