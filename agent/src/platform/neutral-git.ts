// Git as we call it: without the user's settings, reading no terminal, and starting no program that the
// repository names, be it as a hook, a watcher, a filter, a signer or a way to another repository.

import { type ProcessEnd, runProcess } from "./child-process.ts";

const usualBytesMax = 1_024 * 1_024;
/** They win over what the repository says of itself. */
const settings: readonly (readonly [string, string])[] = [
  ["core.hooksPath", "/dev/null"],
  ["core.fsmonitor", "false"],
  ["core.sshCommand", "false"],
  ["core.pager", "cat"],
  ["core.editor", "false"],
  ["core.askPass", "false"],
  ["credential.helper", ""],
  ["commit.gpgSign", "false"],
  ["tag.gpgSign", "false"],
  ["diff.external", ""],
  ["gc.auto", "0"],
];
/** Programs by names of the repository's own choosing, also an empty one, which files ask for by attributes. */
const namedProgram =
  /^(?:filter|diff|merge)\..*\.(?:clean|smudge|process|textconv|command|driver)$/is;
const demandedFilter = /^filter\..*\.required$/is;
/** Hooks that are settings, from git 2.54 on: no folder of hooks is asked for them. */
const settingHook = /^hook\..*\.(?:event|command|enabled)$/is;
const anyOfThem = "^(filter|diff|merge|hook)\\.";

/** How `git config` ends when there is no such setting. */
const nothingMatches = 1;

const environment = {
  // In the words that we know it by; see workspaces/make-branch.ts.
  LC_ALL: "C",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_ATTR_NOSYSTEM: "1",
  GIT_TERMINAL_PROMPT: "0",
  GIT_OPTIONAL_LOCKS: "0",
  // Not as a setting: "protocol.ext.allow" of the repository would win over "protocol.allow" of ours.
  GIT_ALLOW_PROTOCOL: "none",
};

export interface GitOptions {
  /** Another index than the work tree's own. */
  readonly index?: string;
  /** Its end, if it takes too long. */
  readonly signal?: AbortSignal;
  readonly outputBytesMax?: number;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface GitOutput {
  readonly text: string;
  /** There was no more than was asked for. */
  readonly isWhole: boolean;
}

/** What it printed; rejects if it failed. */
export async function neutralGit(
  folder: string,
  command: readonly string[],
  options: GitOptions = {},
): Promise<string> {
  return (await neutralGitOutput(folder, command, options)).text;
}

/** The same without the end of its only line. */
export async function neutralGitLine(
  folder: string,
  ...command: readonly string[]
): Promise<string> {
  return (await neutralGit(folder, command)).replace(/\n$/, "");
}

export async function neutralGitOutput(
  folder: string,
  command: readonly string[],
  options: GitOptions = {},
): Promise<GitOutput> {
  const names = await namesOf(folder, anyOfThem);
  const off = [...settings, ...names.flatMap(switchedOff)];
  const { end, said, complaints } = await git(folder, command, off, options);
  if (options.signal?.aborted === true) throw new Error("git took too long");
  if (end.kind === "not-started") throw notFound();
  if (end.kind !== "exited" || end.code !== 0) throw new Error(`git failed: ${complaints.trim()}`);
  return { text: said, isWhole: !end.truncated };
}

function switchedOff(name: string): (readonly [string, string])[] {
  if (namedProgram.test(name)) return [[name, ""]];
  if (demandedFilter.test(name)) return [[name, "false"]];
  return settingHook.test(name) ? [[name.replace(/[^.]*$/, "enabled"), "false"]] : [];
}

/**
 * Only reads settings, and starts nothing. Read where the command is going to run: settings may hold for one
 * folder of a repository and not for another. A list that is not whole would leave programs on.
 */
async function namesOf(folder: string, pattern: string): Promise<string[]> {
  const command = ["config", "--null", "--name-only", "--get-regexp", pattern];
  const { end, said, complaints } = await git(folder, command, settings);
  if (end.kind === "not-started") throw notFound();
  if (end.kind !== "exited" || end.code > nothingMatches || end.truncated) {
    throw new Error(`git's settings cannot be read as a whole: ${complaints.trim()}`);
  }
  return said.split("\0").filter((name) => name !== "");
}

function notFound(): Error {
  return new Error("git is needed and was not found");
}

async function git(
  folder: string,
  command: readonly string[],
  set: readonly (readonly [string, string])[],
  options: GitOptions = {},
): Promise<{ readonly end: ProcessEnd; readonly said: string; readonly complaints: string }> {
  const { index, outputBytesMax = usualBytesMax } = options;
  let [said, complaints] = ["", ""];
  // By the environment, where a name may hold anything; with `-c` an equals sign would end it.
  const entries = set.flatMap(([name, value], place) => [
    [`GIT_CONFIG_KEY_${place}`, name] as const,
    [`GIT_CONFIG_VALUE_${place}`, value] as const,
  ]);
  const end = await runProcess({
    argv: ["git", ...command],
    cwd: folder,
    environment: {
      ...options.environment,
      ...environment,
      ...(index === undefined ? {} : { GIT_INDEX_FILE: index }),
      GIT_CONFIG_COUNT: String(set.length),
      ...Object.fromEntries(entries),
    },
    outputBytesMax,
    signal: options.signal ?? new AbortController().signal,
    output: (text) => (said += text),
    complaint: (text) => (complaints += text),
  });
  return { end, said, complaints };
}
