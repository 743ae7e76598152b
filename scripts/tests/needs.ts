// What the tests need beyond npm, and how it gets there: on Debian, as root, by itself; elsewhere by hand.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface Need {
  readonly what: string;
  /** Any one of these commands on the PATH will do. */
  readonly commands: readonly string[];
  readonly debianPackage: string;
  readonly neededBy: string;
}

export const needs: readonly Need[] = [
  {
    what: "Chromium",
    commands: ["chromium", "chromium-browser", "google-chrome"],
    debianPackage: "chromium",
    neededBy: "the scenarios, which open the app in a real browser",
  },
  {
    what: "Git",
    commands: ["git"],
    debianPackage: "git",
    neededBy: "the demo run, which works in a repository of its own",
  },
  {
    what: "tmux",
    commands: ["tmux"],
    debianPackage: "tmux",
    neededBy: "scenarios that look at the agent's real terminal",
  },
  {
    what: "nginx",
    commands: ["nginx"],
    debianPackage: "nginx-light",
    neededBy: "the scenario of a relay on a server of one's own",
  },
  {
    what: "OpenSSL",
    commands: ["openssl"],
    debianPackage: "openssl",
    neededBy: "that scenario's certificate",
  },
];

/** For `npm run test:browsers` besides. */
export const browserNeeds: readonly Need[] = [
  {
    what: "Firefox",
    commands: ["firefox-esr", "firefox"],
    debianPackage: "firefox-esr",
    neededBy: "the core path in Firefox",
  },
  {
    what: "WebKitWebDriver",
    commands: ["WebKitWebDriver"],
    debianPackage: "webkit2gtk-driver",
    neededBy: "the scenarios in WebKitGTK",
  },
  {
    what: "Xvfb",
    commands: ["Xvfb"],
    debianPackage: "xvfb",
    neededBy: "WebKitGTK, which has no way to run without a screen",
  },
  {
    what: "openbox",
    commands: ["openbox"],
    debianPackage: "openbox",
    neededBy: "WebKitGTK, whose window fills the screen only if something manages it",
  },
  {
    what: "xrandr",
    commands: ["xrandr"],
    debianPackage: "x11-xserver-utils",
    neededBy: "WebKitGTK, whose screen takes the size of several phones",
  },
  {
    what: "D-Bus",
    commands: ["dbus-run-session"],
    debianPackage: "dbus",
    neededBy: "WebKitGTK",
  },
];

export interface Machine {
  hasCommand(name: string): boolean;
  /** True where apt-get may install packages: Debian or its like, as root. */
  readonly maySelfInstall: boolean;
  /** Returns what apt-get had to say if it failed. */
  install(packages: readonly string[]): string | undefined;
}

export function missingOn(machine: Machine, wanted = needs): readonly Need[] {
  return wanted.filter(({ commands }) => !commands.some((name) => machine.hasCommand(name)));
}

/** True when everything is there, or could be put there. */
export function provide(
  machine: Machine,
  say: (line: string) => void,
  wanted: readonly Need[] = needs,
): boolean {
  const missing = missingOn(machine, wanted);
  if (missing.length === 0) return true;
  const packages = missing.map(({ debianPackage }) => debianPackage);
  if (!machine.maySelfInstall) {
    for (const { what, commands, neededBy } of missing) {
      say(
        `error: ${what} is missing (${commands.join(" or ")} on the PATH); needed by ${neededBy}`,
      );
    }
    say(`hint: on Debian or Ubuntu: sudo apt-get install ${packages.join(" ")}`);
    return false;
  }
  say(`installing ${packages.join(", ")} with apt-get`);
  const fault = machine.install(packages);
  if (fault !== undefined) say(`error: apt-get failed\n${fault}`);
  const still = missingOn(machine, wanted);
  for (const { what } of still) say(`error: ${what} is still missing`);
  return still.length === 0;
}

export const thisMachine: Machine = {
  hasCommand: (name) =>
    (process.env["PATH"] ?? "").split(delimiter).some((folder) => isProgram(join(folder, name))),
  maySelfInstall: process.getuid?.() === 0 && existsSync("/etc/debian_version"),
  install: (packages) => {
    const outdated = aptGet(["update", "-qq"]);
    const fault = aptGet(["install", "-y", "-qq", "--no-install-recommends", ...packages]);
    return fault === undefined ? undefined : [outdated ?? "", fault].join("\n").trim();
  },
};

function aptGet(argv: readonly string[]): string | undefined {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  // Another apt-get may be at work; five minutes is longer than any of ours takes.
  const patient = ["-o", "DPkg::Lock::Timeout=300", ...argv];
  const { status, error, stdout, stderr } = spawnSync("apt-get", patient, {
    env,
    encoding: "utf8",
  });
  if (status === 0) return undefined;
  const said = error?.message ?? `${stdout}${stderr}`.trim();
  return said === "" ? `apt-get ${argv.join(" ")}: exit ${String(status)}` : said;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
