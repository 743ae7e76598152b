// The Claude Code of this machine: where it lies, which version, what its file is, and whether this driver
// was tried with it.

import { type Program, findProgram } from "../../platform/program.ts";
import { runProcess } from "../../platform/child-process.ts";
import { ClaudeFailure } from "./claude-failure.ts";

export interface Installation extends Program {
  readonly version: string;
}

/** Tried with this one; later ones of the same line are taken, since each start proves that all is asked. */
const tested = { line: "2.1", patch: 329 };
const answerWithinMs = 20_000;
const answerBytesMax = 1_024;

export async function findClaude(
  name: string,
  path: string,
  variables: Readonly<Record<string, string>>,
): Promise<Installation> {
  const program = await findProgram(name, path);
  if (program === undefined) {
    throw new ClaudeFailure(
      "Claude Code is not installed on this machine",
      "Install it there: npm install -g @anthropic-ai/claude-code",
    );
  }
  const version = versionIn(await answerOf(program, variables));
  if (version === undefined) {
    throw new ClaudeFailure(
      `${program.path} does not say which version it is`,
      "Look at the machine whether claude --version works.",
    );
  }
  return { ...program, version };
}

export function isTested(version: string): boolean {
  const [major, minor, patch] = version.split(".");
  return `${major}.${minor}` === tested.line && Number(patch) >= tested.patch;
}

export function untested(version: string): ClaudeFailure {
  const { line, patch } = tested;
  return new ClaudeFailure(
    `Claude Code ${version} was not tried with this version of Longrein`,
    `Use ${line}.${patch} or later of ${line}, or allow it at the desktop: longrein config set untestedVersions claude@${version}`,
  );
}

function versionIn(answer: string): string | undefined {
  return /^(\d+\.\d+\.\d+)\b/.exec(answer.trim())?.[1];
}

async function answerOf(
  { path }: Program,
  variables: Readonly<Record<string, string>>,
): Promise<string> {
  let answer = "";
  await runProcess({
    argv: [path, "--version"],
    cwd: "/",
    environment: variables,
    outputBytesMax: answerBytesMax,
    signal: AbortSignal.timeout(answerWithinMs),
    output: (text) => void (answer += text),
  });
  return answer;
}
