// Whether what is installed can be deployed: wrangler, which checks what it would upload, in the package's own folder;
// and the installed program, which says what it would do.

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { InstalledPackage } from "./install.ts";

const wrangler = join(import.meta.dirname, "../../node_modules/wrangler/bin/wrangler.js");

/** Throws unless it can. */
export function dryRunDeployment({ command, folder }: InstalledPackage): string {
  const checked = execFileSync(process.execPath, [wrangler, "deploy", "--dry-run"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_WRITE_LOGS: "false" },
  });
  for (const binding of ["SWITCHBOARD", "REGISTRY", "CONNECT_LIMIT", "ASSETS"]) {
    if (!checked.includes(`env.${binding}`)) throw new Error(`no ${binding} in:\n${checked}`);
  }
  const said = execFileSync(command, ["relay", "deploy", "--dry-run"], { encoding: "utf8" });
  const config = /\S+wrangler\.toml(?= as longrein-relay)/.exec(said)?.[0];
  if (config === undefined || !existsSync(config)) throw new Error(`no configuration in:\n${said}`);
  return "can be deployed";
}
