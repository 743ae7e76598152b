// Puts one pinned coding agent into the cache folder with npm: into a folder beside its place, which is
// renamed when all of it is there, so that what is found under its name is whole.

import { spawnSync } from "node:child_process";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type PinnedAgent,
  agentsFolder,
  commandOf,
  folderOf,
  isInstalled,
} from "../../agent/src/testing/agents/pinned-agents.ts";

export type Installed =
  | { readonly kind: "there" }
  | { readonly kind: "installed"; readonly seconds: number }
  /** No registry can be reached, which is not a failure of ours. */
  | { readonly kind: "offline" }
  | { readonly kind: "failed"; readonly said: string };

const installAtMostMs = 5 * 60_000;

export function install(agent: PinnedAgent): Installed {
  if (isInstalled(agent)) return { kind: "there" };
  const started = performance.now();
  const draft = join(agentsFolder(), `.${agent.name}-${process.pid}`);
  try {
    mkdirSync(draft, { recursive: true });
    writeFileSync(join(draft, "package.json"), '{ "private": true }\n');
    const said = npmInstall(agent, draft);
    if (said !== undefined)
      return saysOffline(said) ? { kind: "offline" } : { kind: "failed", said };
    rmSync(folderOf(agent), { recursive: true, force: true });
    renameSync(draft, folderOf(agent));
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  if (!isInstalled(agent)) return { kind: "failed", said: `no ${commandOf(agent)} in the package` };
  return { kind: "installed", seconds: (performance.now() - started) / 1_000 };
}

/** Its install scripts run, too: some of these packages put the program in its place only there. */
function npmInstall(agent: PinnedAgent, folder: string): string | undefined {
  // What npm runs us with says otherwise, as it should for ourselves.
  const scripts = "--ignore-scripts=false";
  // Said even where whoever runs us wants silence: it tells being offline from a failure.
  const words = "--loglevel=error";
  const flags = [scripts, words, "--no-audit", "--no-fund", "--no-progress", "--fetch-retries=1"];
  const { status, error, stdout, stderr } = spawnSync(
    "npm",
    ["install", ...flags, `${agent.package}@${agent.version}`],
    { cwd: folder, encoding: "utf8", timeout: installAtMostMs },
  );
  if (status === 0) return undefined;
  return error?.message ?? `${stdout}${stderr}`.trim();
}

/** What npm says when it got no answer at all. */
export function saysOffline(said: string): boolean {
  return /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|EHOSTUNREACH|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR|ENOTCACHED)\b/.test(
    said,
  );
}
