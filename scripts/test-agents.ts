// `npm run test:agents`: puts the pinned coding agents into a cache folder and runs the tests that drive them,
// where no other machine can be reached. `-- codex` takes one of them; `-- --write` writes the table of
// docs/agents.md. Ends with one line `N passed, N failed`.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type PinnedAgent,
  agentsFolder,
  pinnedAgents,
} from "../agent/src/testing/agents/pinned-agents.ts";
import { runGroup } from "./child-group.ts";
import { install } from "./test-agents/install.ts";
import { isolation } from "./test-agents/isolation.ts";
import { readOptions } from "./test-agents/options.ts";
import { type Tested, readTested } from "./test-agents/report.ts";
import { withTable } from "./test-agents/support-table.ts";
import { countTests, summary } from "./tests/count.ts";
import { reportersFor } from "./tests/reporters.ts";

const root = join(import.meta.dirname, "..");
/** Several times what all of them take on a slow machine. */
const testsAtMostMs = 25 * 60_000;
const reportFile = join(root, ".cache/test-agents-report.json");
const documentFile = join(root, "docs/agents.md");

async function main(argv: readonly string[]): Promise<{ passed: number; failed: number }> {
  const options = readOptions(argv, Object.keys(pinnedAgents));
  const wanted = Object.values(pinnedAgents).filter(({ name }) => options.agents.includes(name));
  console.log(`coding agents in ${agentsFolder()}`);
  const installed = wanted.map(sayInstall);
  const broken = installed.filter((kind) => kind === "failed").length;
  const exitCode = await runVitest(options.vitest);
  const report = readReport();
  const tested = readTested(report);
  for (const each of tested) console.log(describeTested(each));
  const count = countTests(report, exitCode, broken);
  const complete = installed.every((kind) => kind === "there" || kind === "installed");
  if (!options.whole || !complete) return count;
  return { ...count, failed: count.failed + keepDocument(tested, options.write) };
}

function sayInstall(agent: PinnedAgent): string {
  const name = `${agent.name} ${agent.version}`.padEnd(20);
  const installed = install(agent);
  switch (installed.kind) {
    case "there":
      console.log(`${name} there`);
      break;
    case "installed":
      console.log(`${name} installed in ${installed.seconds.toFixed(1)} s`);
      break;
    case "offline":
      console.log(`${name} skipped: not installed, and npm reaches no registry`);
      break;
    case "failed":
      console.log(`${name} failed: npm could not install it\n${installed.said}`);
      break;
  }
  return installed.kind;
}

async function runVitest(argv: readonly string[]): Promise<number | null> {
  mkdirSync(join(root, ".cache"), { recursive: true });
  rmSync(reportFile, { force: true });
  const { prefix, missing } = isolation();
  console.log(
    missing === undefined
      ? "network: loopback and nothing else"
      : `network: as it is here, because ${missing}`,
  );
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const config = join(root, "scripts/test-agents/vitest.config.ts");
  const reporters = reportersFor(reportFile);
  const words = [vitest, "run", "--config", config, "--passWithNoTests", ...reporters, ...argv];
  const [program, ...before] = [...prefix, process.execPath] as const;
  const { exitCode, timedOut } = await runGroup(program, [...before, ...words], {
    cwd: root,
    atMostMs: testsAtMostMs,
  });
  if (timedOut) console.error(`ended after ${testsAtMostMs / 60_000} minutes: a test hangs`);
  return exitCode;
}

function readReport(): unknown {
  return existsSync(reportFile) ? JSON.parse(readFileSync(reportFile, "utf8")) : undefined;
}

function describeTested({ agent, passed, failed, skipped }: Tested): string {
  return `${agent.padEnd(30)} ${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`;
}

/** Returns 1 if the document says something else than what was just seen. */
function keepDocument(tested: readonly Tested[], write: boolean): number {
  const document = readFileSync(documentFile, "utf8");
  const wanted = withTable(document, tested);
  if (wanted === document) return 0;
  if (write) {
    writeFileSync(documentFile, wanted);
    return 0;
  }
  console.log("docs/agents.md says something else: npm run test:agents -- --write");
  return 1;
}

let result = { passed: 0, failed: 1 };
try {
  result = await main(process.argv.slice(2));
} catch (error) {
  console.error(error);
} finally {
  console.log(summary({ ...result, skipped: 0 }));
  process.exitCode = result.failed > 0 ? 1 : 0;
}
