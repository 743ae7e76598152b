// The coding agents there can be: how each is made, and by which program it is known to be installed. Any other
// that speaks the Agent Client Protocol is named by its command: "acp:my-agent --acp".

import { systemClock } from "../platform/clock.ts";
import { removeGates } from "../platform/gated-shell.ts";
import { isInstalled } from "../platform/program.ts";
import { environment, homeFolder } from "../platform/this-machine.ts";
import { newId } from "../platform/new-id.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { workspaceFiles } from "../platform/workspace-files.ts";
import type { Driver } from "../runs/driver.ts";

interface Known {
  /** Used without being named when this program is there; without one it has to be named. */
  readonly program?: string;
  /** `folder` is one of ours for what belongs to it; nobody else uses it now. Its code is loaded only here. */
  make(folder: string, allowedVersions: AllowedVersions): Promise<Driver>;
}

/** Those that somebody at the desktop lets work although they were not tested; may change while we run. */
type AllowedVersions = () => readonly string[];

const { now, after } = systemClock;

const known: Readonly<Record<string, Known>> = {
  claude: {
    program: "claude",
    make: async (_folder, allowedVersions) =>
      (await import("../drivers/claude/claude-driver.ts")).claudeDriver({
        program: "claude",
        variables: environment,
        now,
        randomId: newId,
        allowedVersions,
      }),
  },
  codex: {
    program: "codex",
    make: async (_folder, allowedVersions) =>
      (await import("../drivers/codex/codex-driver.ts")).codexDriver({
        command: "codex",
        environment: ofTheUser(),
        folder: homeFolder(),
        server: "shared",
        allowedVersions,
        now,
      }),
  },
  opencode: {
    program: "opencode",
    make: async (folder, allowedVersions) => {
      // Of an agent that had no chance to tidy up.
      await removeGates(folder);
      return (await import("../drivers/opencode/opencode-driver.ts")).openCodeDriver({
        command: "opencode",
        environment: ofTheUser(),
        folder,
        allowedVersions,
        now,
      });
    },
  },
  gemini: {
    program: "gemini",
    make: () => byAcp("gemini", "Gemini CLI", ["gemini", "--acp"]),
  },
  /** Works as the demo agent does, in a folder that looks like the demo's. */
  demo: {
    make: async () => {
      // 1 as a person reads, 0 at once: for tests, which read faster.
      const pace = Number(environment["LONGREIN_DEMO_PACE"] ?? 1) || 0;
      return (await import("../drivers/scripted/scripted-driver.ts")).scriptedDriver({
        files: workspaceFiles,
        node: process.execPath,
        pace,
        now,
        after,
      });
    },
  },
};

/** Those that the settings name; without a word there, all that are installed. */
export async function openDrivers(
  names: readonly string[] | undefined,
  stateFolder: string,
  allowedVersions: (driver: string) => readonly string[],
): Promise<Driver[]> {
  const wanted = [...new Set(names ?? (await installed()))].map((name) => {
    const driver = Object.hasOwn(known, name) ? known[name] : namedByCommand(name);
    if (driver !== undefined)
      return () => driver.make(`${stateFolder}/${name}`, () => allowedVersions(name));
    throw new UserFailure(
      "usage",
      `there is no coding agent called ${JSON.stringify(name)} here`,
      `name some of ${Object.keys(known).join(", ")} in the configuration's "drivers", or "acp:" and a command`,
    );
  });
  const drivers = await Promise.all(wanted.map(async (make) => make()));
  requireOneOfEach(drivers.map(({ name }) => name));
  return drivers;
}

function namedByCommand(name: string): Known | undefined {
  const [program, ...words] = name.startsWith("acp:") ? name.slice(4).trim().split(/\s+/) : [];
  if (program === undefined || program === "") return undefined;
  const short = program.slice(program.lastIndexOf("/") + 1);
  return { make: () => byAcp(short, short, [program, ...words]) };
}

/** Phones know a coding agent by its name. */
function requireOneOfEach(names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `two of the coding agents are called ${JSON.stringify(twice)}`;
  throw new UserFailure("usage", message, `name one of them in the configuration's "drivers"`);
}

async function byAcp(
  name: string,
  title: string,
  argv: readonly [string, ...string[]],
): Promise<Driver> {
  return (await import("../drivers/acp/acp-driver.ts")).acpDriver({
    name,
    title,
    argv,
    environment: ofTheUser(),
    folder: homeFolder(),
    now,
  });
}

async function installed(): Promise<string[]> {
  const path = environment["PATH"] ?? "";
  const found = await Promise.all(
    Object.entries(known).map(async ([name, { program }]) =>
      program !== undefined && (await isInstalled(program, path)) ? [name] : [],
    ),
  );
  return found.flat();
}

/** As at the user's own prompt, without what is meant for us. */
function ofTheUser(): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(environment)) {
    if (value !== undefined && !name.startsWith("LONGREIN_")) kept[name] = value;
  }
  return kept;
}
