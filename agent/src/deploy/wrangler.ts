// Wrangler as a child process, in a folder of its own that goes with it: nobody is asked anything, nothing of it is
// kept, and what came of it is read from where it tells programs.

import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { runProcess } from "../platform/child-process.ts";
import { nodeModules } from "../platform/own-files.ts";
import { writePrivateFile } from "../platform/private-file.ts";
import { environment } from "../platform/this-machine.ts";
import { throwAwayFolder } from "../platform/throw-away-folder.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { notBegun } from "./explain-refusal.ts";
import { wranglerCommand } from "./wrangler-calls.ts";
import { wranglerEnvironment } from "./wrangler-environment.ts";
import { type Outcome, outcomeOf } from "./wrangler-outcome.ts";

export type WranglerOutcome = Exclude<Outcome, { kind: "not-begun" }>;

export interface Wrangler {
  /** In the folder it runs in; the user's alone. */
  writeFile(name: string, content: string): void;
  run(words: readonly string[], account?: string): Promise<WranglerOutcome>;
}

/** Fetching it takes a minute, uploading seconds. */
const runWithinMs = 10 * 60_000;
const outputBytesMax = 1_000_000;

export async function withWrangler<T>(
  signal: AbortSignal,
  act: (wrangler: Wrangler) => Promise<T>,
  command = wranglerCommand(nodeModules, process.execPath),
): Promise<T> {
  const folder = await throwAwayFolder("longrein-wrangler-");
  try {
    return await act({
      writeFile: (name, content) => writePrivateFile(join(folder.path, name), content),
      run: (words, account) => run([...command, ...words], folder.path, account, signal),
    });
  } finally {
    await folder.remove();
  }
}

async function run(
  argv: readonly [string, ...string[]],
  folder: string,
  account: string | undefined,
  signal: AbortSignal,
): Promise<WranglerOutcome> {
  const files = { cache: join(folder, "cache"), outcome: join(folder, "outcome") };
  await rm(files.outcome, { force: true });
  let [out, complaints] = ["", ""];
  const end = await runProcess({
    argv,
    cwd: folder,
    environment: wranglerEnvironment(environment, account, files),
    outputBytesMax,
    signal: AbortSignal.any([signal, AbortSignal.timeout(runWithinMs)]),
    output: (text) => (out += text),
    complaint: (text) => (complaints += text),
  });
  if (signal.aborted) throw stopped();
  if (end.kind === "not-started") throw notBegun(end.reason);
  if (end.kind === "signalled") throw tookTooLong();
  const outcome = await readFile(files.outcome, "utf8").catch(() => "");
  const came = outcomeOf({ exitCode: end.code, outcome, out, complaints });
  if (came.kind === "not-begun") throw notBegun(came.why);
  return came;
}

export function stopped(): UserFailure {
  return new UserFailure("failed", "stopped", "the same command goes on from here");
}

function tookTooLong(): UserFailure {
  const minutes = runWithinMs / 60_000;
  return new UserFailure(
    "failed",
    `wrangler was not done after ${minutes} minutes`,
    "check the network, then try again",
  );
}
