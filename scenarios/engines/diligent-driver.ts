// A coding agent for what happens over a bad connection: it counts aloud, slowly, or asks for one command and
// remembers what it was told. Whatever is lost or comes twice is then seen.

import type { Driver, DriverRun } from "../../agent/src/runs/driver.ts";
import { simpleDriver } from "../simple-driver.ts";

export interface Diligent {
  readonly driver: Driver;
  /** What it was told of each command, in order. */
  readonly outcomes: readonly string[];
}

const countEveryMs = 100;

/** "count 200" counts so far; any other prompt is a word it wants to print. */
export function diligentDriver(): Diligent {
  const outcomes: string[] = [];
  const driver = simpleDriver("diligent", async (run, prompt, signal) => {
    const [, last] = /^count (\d+)$/.exec(prompt) ?? [];
    if (last !== undefined) return count(run, Number(last), signal);
    outcomes.push(`${prompt}: ${await print(run, prompt)}`);
  });
  return { driver, outcomes };
}

/** One piece of text, number by number. */
async function count(run: DriverRun, last: number, signal: AbortSignal): Promise<void> {
  const item = run.nextItem();
  for (let number = 1; number <= last && !signal.aborted; number++) {
    run.emit({ t: "text", item, role: "answer", delta: `${number} ` });
    await new Promise((resolve) => setTimeout(resolve, countEveryMs));
  }
}

async function print(run: DriverRun, word: string): Promise<string> {
  const wish = {
    t: "command",
    tool: "shell",
    argv: ["echo", word],
    cwd: run.folder,
    environment: [],
    operands: [],
  } as const;
  const performed = await run.perform(wish, word, "It has to be said.");
  const words = performed.kind === "denied" ? performed.words : undefined;
  return words === undefined ? performed.kind : `${performed.kind}, ${words}`;
}
