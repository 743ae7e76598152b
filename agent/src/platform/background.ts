// Ourselves once more, as a process that outlives this one: no terminal, its words in a log.

import { spawn } from "node:child_process";
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
} from "node:fs";
import { door } from "./own-files.ts";
import { environment } from "./this-machine.ts";

export interface Background {
  readonly pid: number;
  hasEnded(): boolean;
  /** The last of what it has said since it was started. */
  said(): string;
}

/** What is printed, also by accident, has a log of its own; this one is made of listed words alone. */
export const detailedLog = "agent.log";
const logBytesMax = 1_024 * 1_024;
const saidCharactersMax = 2_000;

export function logFile(stateFolder: string): string {
  return `${stateFolder}/log`;
}

/** Emptied in place: whoever has it open goes on at its new end. */
export function keepLogSmall(stateFolder: string): void {
  const file = logFile(stateFolder);
  if (!existsSync(file) || statSync(file).size <= logBytesMax) return;
  copyFileSync(file, `${file}.old`);
  truncateSync(file);
}

export function readLog(stateFolder: string, isDetailed: boolean) {
  const path = isDetailed ? `${stateFolder}/${detailedLog}` : logFile(stateFolder);
  return { path, text: existsSync(path) ? readFileSync(path, "utf8") : "" };
}

/** How whoever reads along would call it: known to the one that was called by them. */
const calledAsVariable = "LONGREIN_CALLED_AS";

/** "longrein", unless whoever has started us in the background was called otherwise. */
export function calledAs(): string {
  return environment[calledAsVariable] ?? "longrein";
}

/** `program` is how we were called ourselves. */
export function startInBackground(
  argv: readonly string[],
  stateFolder: string,
  program: string,
): Background {
  const file = logFile(stateFolder);
  const log = openSync(file, "a", 0o600);
  const before = statSync(file).size;
  const child = spawn(process.execPath, [door, ...argv], {
    cwd: stateFolder,
    env: { ...environment, [calledAsVariable]: program },
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let ended = false;
  child.once("exit", () => (ended = true));
  child.once("error", () => (ended = true));
  return {
    pid: child.pid ?? 0,
    hasEnded: () => ended,
    said: () =>
      readFileSync(file).subarray(before).toString("utf8").slice(-saidCharactersMax).trim(),
  };
}
