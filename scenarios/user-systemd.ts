// A systemd for one user, as a login starts it, but apart from everything else on this machine: in namespaces and
// a control group of its own, so that it sees, moves and ends no process that was not started by it. Needs to be root.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ThrowAwayFolder } from "../agent/src/platform/throw-away-folder.ts";
import { thisMachine } from "../scripts/tests/needs.ts";
import { until } from "./until.ts";

const program = ["/usr/lib/systemd/systemd", "/lib/systemd/systemd"].find((path) =>
  existsSync(path),
);
/** Where control groups of the second version are, alone or beside those of the first. */
const groups = ["/sys/fs/cgroup", "/sys/fs/cgroup/unified"].find((path) =>
  existsSync(join(path, "cgroup.subtree_control")),
);

/** Undefined where it can run. */
export function whyNoSystemd(): string | undefined {
  if (process.platform !== "linux") return "systemd is for Linux";
  if (program === undefined) return "systemd is not installed";
  if (process.getuid?.() !== 0) return "namespaces of its own take root";
  if (!thisMachine.hasCommand("unshare")) return "unshare is not installed";
  if (groups === undefined) return "there are no control groups of the second version";
  const tried = spawnSync("unshare", ["--mount", "--cgroup", "true"]);
  return tried.status === 0 ? undefined : "namespaces cannot be made here";
}

export interface UserSystemd {
  /** What tells programs of this user where it is. */
  readonly environment: Readonly<Record<string, string>>;
  /** What `systemctl --user` says. */
  control(...words: readonly string[]): string;
  end(): Promise<void>;
}

/** Its processes are all in one group, which is the root of all that it knows. */
const start = `
set -e
echo $$ > "$GROUP/cgroup.procs"
exec unshare --mount --cgroup sh -ec '
  mount -t cgroup2 none /sys/fs/cgroup
  mount -t tmpfs none /run
  mkdir -p /run/systemd/system
  exec "$SYSTEMD" --user --log-target=null
'`;

export async function startUserSystemd(
  folder: ThrowAwayFolder,
  home: string,
): Promise<UserSystemd> {
  const runtime = await folder.makeFolder("runtime");
  const group = join(groups ?? "", `longrein-test-${process.pid}`);
  mkdirSync(group);
  const environment = { HOME: home, XDG_RUNTIME_DIR: runtime };
  const paths = { PATH: process.env["PATH"] ?? "", GROUP: group, SYSTEMD: program ?? "" };
  const systemd = spawn("sh", ["-c", start], {
    env: { ...environment, ...paths },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [systemd.stdout, systemd.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  }
  const control = (...words: readonly string[]) => {
    const env = { ...environment, PATH: paths.PATH };
    const { stdout } = spawnSync("systemctl", ["--user", ...words], { env, encoding: "utf8" });
    return stdout.trim();
  };
  const endWithUs = () => killGroup(group);
  process.once("exit", endWithUs);
  const end = async () => {
    process.off("exit", endWithUs);
    await endGroup(group);
  };
  try {
    // Asked as a property: systemctl answers the plain question itself where systemd did not boot the machine.
    const state = () => control("show", "--property=SystemState", "--value");
    await until("systemd to run", state, (seen) => seen === "running", 30_000);
  } catch (failure) {
    await end();
    throw new Error(`systemd said: ${said}`, { cause: failure });
  }
  return { environment, control, end };
}

/** Whatever was started in it, by whomever, ends. */
async function endGroup(group: string): Promise<void> {
  killGroup(group);
  const removed = () => {
    try {
      removeGroups(group);
      return true;
    } catch {
      return false;
    }
  };
  await until("its control group to be empty", removed, Boolean);
}

function killGroup(group: string): void {
  writeFileSync(join(group, "cgroup.kill"), "1");
}

function removeGroups(group: string): void {
  const { stdout } = spawnSync("find", [group, "-depth", "-type", "d"], { encoding: "utf8" });
  for (const folder of stdout.trim().split("\n")) rmdirSync(folder);
}
