// A program that shall outlive us: it holds nothing of ours, and is not ended when we end.

import { spawn } from "node:child_process";
import { signalGroup, untilGroupIsGone } from "./process-group.ts";

export interface LastingProgram {
  /** Resolves, with how, if it has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

const stopWithinMs = 2_000;
const killWithinMs = 1_000;

export function startLastingProgram(
  [program, ...words]: readonly [string, ...string[]],
  cwd: string,
  environment: Readonly<Record<string, string>>,
): LastingProgram {
  const child = spawn(program, words, { cwd, env: environment, stdio: "ignore", detached: true });
  child.unref();
  const ended = new Promise<string>((resolve) => {
    child.once("error", (failure) => resolve(failure.message));
    child.once("exit", (code, signal) =>
      resolve(signal === null ? `it ended with ${code}` : `it was ended by ${signal}`),
    );
  });
  const stop = async () => {
    const { pid } = child;
    if (pid === undefined) return;
    signalGroup(pid, "SIGTERM");
    if (await untilGroupIsGone(pid, stopWithinMs)) return;
    signalGroup(pid, "SIGKILL");
    await untilGroupIsGone(pid, killWithinMs);
  };
  return { ended, stop };
}
