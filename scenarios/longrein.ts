// Starts the product as a user does, `npm start`, and reads what it prints for programs.

import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const startWithinMs = 60_000;

export interface Started {
  readonly relayUrl: string;
  readonly appUrl: string;
  readonly pairingLink: string;
  readonly workspace: string;
}

export interface Longrein {
  readonly started: Started;
  readonly pid: number;
  /** What it has said to people so far. */
  said(): string;
  type(line: string): void;
  /** As Ctrl-C does: the whole foreground group gets SIGINT. Resolves with how long the end took. */
  interrupt(): Promise<number>;
}

export async function startLongrein(flags: readonly string[] = []): Promise<Longrein> {
  const child = spawn("npm", ["start", "--silent", "--", "--json", "--port", "0", ...flags], {
    cwd: root,
    stdio: ["pipe", "pipe", "pipe"],
    // A group of its own, which can be interrupted as a terminal would and looked at afterwards.
    detached: true,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const started = await firstLine(child, () => said);
  const { pid = 0 } = child;
  return {
    started,
    pid,
    said: () => said,
    type: (line) => void child.stdin.write(`${line}\n`),
    interrupt: async () => {
      const before = performance.now();
      if (child.exitCode === null && child.signalCode === null) process.kill(-pid, "SIGINT");
      await ended;
      return performance.now() - before;
    },
  };
}

function firstLine(child: ChildProcess, said: () => string): Promise<Started> {
  return new Promise((resolve, reject) => {
    const give = (why: string) => reject(new Error(`${why}; it said:\n${said()}`));
    const timer = setTimeout(() => give("npm start printed nothing in time"), startWithinMs);
    child.once("close", (code) => give(`npm start ended with ${code}`));
    if (child.stdout === null) return give("npm start has no output");
    createInterface({ input: child.stdout }).once("line", (line) => {
      clearTimeout(timer);
      resolve(parseStarted(line));
    });
  });
}

function parseStarted(line: string): Started {
  const value: unknown = JSON.parse(line);
  if (typeof value !== "object" || value === null) throw new Error(`expected JSON, got ${line}`);
  const fields = new Map<string, unknown>(Object.entries(value));
  const field = (name: string): string => {
    const found = fields.get(name);
    if (typeof found !== "string") throw new Error(`expected ${name} in ${line}`);
    return found;
  };
  return {
    relayUrl: field("relayUrl"),
    appUrl: field("appUrl"),
    pairingLink: field("pairingLink"),
    workspace: field("workspace"),
  };
}
