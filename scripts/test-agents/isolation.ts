// Runs a command where no other machine can be reached: in a network namespace of its own that has nothing
// but loopback. Needs Linux and root; where that is missing, the command runs as it is, and that is said.

import { spawnSync } from "node:child_process";

const upAndRun = 'ip link set lo up && exec "$@"';
const isolated = ["unshare", "--net", "sh", "-c", upAndRun, "sh"] as const;

export interface Isolation {
  /** To be put before the command. */
  readonly prefix: readonly string[];
  /** Why there is none. */
  readonly missing?: string;
}

export function isolation(): Isolation {
  const missing = whyNot();
  return missing === undefined ? { prefix: isolated } : { prefix: [], missing };
}

function whyNot(): string | undefined {
  if (process.platform !== "linux") return "network namespaces exist on Linux only";
  if (process.getuid?.() !== 0) return "only root may make a network namespace";
  const [program, ...words] = [...isolated, "true"];
  const { status, error, stderr } = spawnSync(program, words, { encoding: "utf8" });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim();
}
