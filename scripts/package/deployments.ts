// The tests of deploying a relay by wrangler: they take too long for every `npm test`.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "../..");

/** Throws with what failed. */
export function testDeployments(): string {
  const words = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--project", "deployments"];
  const said = execFileSync(process.execPath, words, {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  return /Tests +(.*)/.exec(said)?.[1] ?? said;
}
