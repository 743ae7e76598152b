// `npm test`: provides what the tests need, builds what they run, runs them all, and ends with one line
// `N passed, N failed`. What stands after `--` goes to Vitest; `-- --scenarios` runs the scenarios alone,
// `-- --browsers` those that take further browsers than Chromium, `-- --crashes` what kills an agent at every write.

import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { runGroup } from "./child-group.ts";
import { buildWhatIsStale } from "./fresh-build.ts";
import { countTests, summary } from "./tests/count.ts";
import { browserNeeds, needs, provide, thisMachine } from "./tests/needs.ts";
import { readOptions } from "./tests/options.ts";
import { reportersFor } from "./tests/reporters.ts";

const root = join(import.meta.dirname, "..");
/** Several times what they take on a slow machine. A test that loops for ever stops no other clock. */
const testsAtMostMs = 45 * 60_000;
const reportFile = join(root, ".cache/test-report.json");

async function runTests(argv: readonly string[]): Promise<{ line: string; failed: boolean }> {
  const nothing = { line: summary({ passed: 0, failed: 1, skipped: 0 }), failed: true };
  const options = readOptions(argv);
  const wanted = options.browsers ? [...needs, ...browserNeeds] : needs;
  if (options.scenarios && !provide(thisMachine, console.log, wanted)) return nothing;
  const built = !options.scenarios || (await build());
  const exitCode = await runVitest(options.vitest);
  const count = countTests(readReport(), exitCode, built ? 0 : 1);
  if (count.skipped > 0) console.log(`${count.skipped} skipped`);
  return { line: summary(count), failed: count.failed > 0 };
}

/** A build that fails is one failure; the tests that do not need it still run. */
async function build(): Promise<boolean> {
  try {
    await buildWhatIsStale();
    return true;
  } catch (error) {
    console.error(error);
    return false;
  }
}

async function runVitest(argv: readonly string[]): Promise<number | null> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(reportFile, { force: true });
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const reporters = reportersFor(reportFile);
  const { exitCode, timedOut } = await runGroup(
    process.execPath,
    [vitest, "run", ...reporters, ...argv],
    { cwd: root, atMostMs: testsAtMostMs },
  );
  if (timedOut) console.error(`ended after ${testsAtMostMs / 60_000} minutes: a test hangs`);
  return exitCode;
}

/** Vitest writes no report when it could not even start. */
function readReport(): unknown {
  return existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
}

let result = { line: summary({ passed: 0, failed: 1, skipped: 0 }), failed: true };
try {
  result = await runTests(process.argv.slice(2));
} catch (error) {
  console.error(error);
} finally {
  console.log(result.line);
  process.exitCode = result.failed ? 1 : 0;
}
