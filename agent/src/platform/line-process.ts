// A child process that is talked to in lines, for as long as it lives: in a process group of its own, which
// is gone when it has ended, with an environment of named variables only and a bound on every line.

import { type ChildProcess, spawn } from "node:child_process";
import { type LineListener, LineSplitter } from "./line-splitter.ts";
import { markChild } from "./own-children.ts";
import { signalGroup, untilGroupIsGone } from "./process-group.ts";

export interface LineProcessOptions extends LineListener {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** All that it is told of ours. */
  readonly environment: Readonly<Record<string, string>>;
  readonly lineBytesMax: number;
}

export interface LineProcess {
  /** False if it does not listen any more. */
  send(line: string): boolean;
  /** Resolves, with how it ended, when nothing of its group is left. */
  readonly ended: Promise<string>;
  /** The last it said on its standard error. */
  complaints(): string;
  /** Resolves when it has ended. */
  stop(): Promise<void>;
}

const complaintsMax = 4_000;
const killAfterMs = 1_000;
const goneWithinMs = 2_000;

export function startLineProcess(options: LineProcessOptions): LineProcess {
  const [program, ...words] = options.argv;
  const mark = markChild();
  const child = spawn(program, words, {
    cwd: options.cwd,
    env: { ...options.environment, ...mark.variables },
    stdio: ["pipe", "pipe", "pipe"],
    detached: true,
  });
  const lines = new LineSplitter(options.lineBytesMax, options);
  child.stdout.on("data", (chunk: Buffer) => lines.push(chunk));
  // What it does not take, because it has ended, is told by its end.
  child.stdin.on("error", () => undefined);
  const complaints = keepLast(child);
  const ended = whenEnded(child);
  const stop = async () => {
    const { pid } = child;
    if (pid === undefined) return;
    signalGroup(pid, "SIGTERM");
    const timer = setTimeout(() => signalGroup(pid, "SIGKILL"), killAfterMs);
    await Promise.all([ended, mark.endAll()]);
    clearTimeout(timer);
  };
  const send = (line: string) => {
    if (!child.stdin.writable) return false;
    child.stdin.write(`${line}\n`);
    return true;
  };
  return { send, ended, complaints, stop };
}

function keepLast(child: ChildProcess): () => string {
  let last = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    last = (last + text).slice(-complaintsMax);
  });
  return () => last.trim();
}

function whenEnded(child: ChildProcess): Promise<string> {
  const endWithUs = () => {
    if (child.pid !== undefined) signalGroup(child.pid, "SIGKILL");
  };
  process.once("exit", endWithUs);
  return new Promise((resolve) => {
    const settle = (how: string) => {
      process.off("exit", endWithUs);
      resolve(how);
    };
    child.once("error", (failure) => {
      if (child.pid === undefined) settle(failure.message);
    });
    child.once("exit", (code, signal) => {
      const { pid } = child;
      if (pid === undefined) return;
      signalGroup(pid, "SIGKILL");
      const how = signal === null ? `it ended with ${code}` : `it was ended by ${signal}`;
      void untilGroupIsGone(pid, goneWithinMs).then(() => settle(how));
    });
  });
}
