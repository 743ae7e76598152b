// The service manager of this system's user: where its files lie, and how it is told of them.

import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { writePrivateFile } from "./private-file.ts";
import { environment, homeFolder } from "./this-machine.ts";
import { UserFailure } from "./user-failure.ts";

export type Manager = "systemd" | "launchd";

export function serviceManager(): Manager {
  if (process.platform === "darwin") return "launchd";
  if (process.platform === "linux") return "systemd";
  throw new UserFailure("failed", `no services are known of for ${process.platform}`);
}

export function serviceFile(manager: Manager, label: string): string {
  if (manager === "launchd") return `${homeFolder()}/Library/LaunchAgents/${label}.plist`;
  const given = environment["XDG_CONFIG_HOME"];
  const folder = given?.startsWith("/") === true ? given : `${homeFolder()}/.config`;
  return `${folder}/systemd/user/longrein.service`;
}

/** Whether the manager has it running. */
export function isActive(manager: Manager, label: string): boolean {
  const asked =
    manager === "launchd"
      ? spawnSync("launchctl", ["list", label])
      : spawnSync("systemctl", ["--user", "is-active", "--quiet", "longrein.service"]);
  return asked.status === 0;
}

/** One that runs already is started anew: as the file says now, and with the program as it is now. */
export function installFile(manager: Manager, file: string, content: string): void {
  const wasThere = existsSync(file);
  writePrivateFile(file, content);
  if (manager === "launchd") {
    if (wasThere) tell("launchctl", "unload", file);
    return tell("launchctl", "load", "-w", file);
  }
  tell("systemctl", "--user", "daemon-reload");
  tell("systemctl", "--user", "enable", "longrein.service");
  tell("systemctl", "--user", "restart", "longrein.service");
}

/** False if there was none. */
export function uninstallFile(manager: Manager, file: string): boolean {
  if (!existsSync(file)) return false;
  if (manager === "launchd") tell("launchctl", "unload", "-w", file);
  else tell("systemctl", "--user", "disable", "--now", "longrein.service");
  rmSync(file);
  if (manager === "systemd") tell("systemctl", "--user", "daemon-reload");
  return true;
}

function tell(program: string, ...words: readonly string[]): void {
  const { status, stderr, error } = spawnSync(program, words, { encoding: "utf8" });
  if (status === 0) return;
  const why = error?.message ?? stderr.trim();
  const command = [program, ...words].join(" ");
  throw new UserFailure("failed", `${command} failed: ${why}`, `try it by hand: ${command}`);
}
