// The command line as a user has it: real processes, a state folder of their own, and what they print.

import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { endLeftRelay } from "../platform/left-relay.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { until } from "./until.ts";

/** Shared by all tests, as it is by all of a user's commands. */
const compiled = fileURLToPath(new URL("../../../.cache", import.meta.url));
const doorOfSources = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  out(): string;
  type(line: string): void;
  signal(signal: NodeJS.Signals): void;
  /** Resolves when it has printed this. */
  says(text: string | RegExp): Promise<void>;
}

export class CommandLine {
  readonly folder: ThrowAwayFolder;
  readonly environment: Record<string, string>;
  /** It has been told of one, and remembers. */
  hasRelay = false;
  readonly #door: string;
  readonly #running = new Set<ChildProcess>();

  /** Of the sources, unless another door is named. */
  constructor(folder: ThrowAwayFolder, door = doorOfSources) {
    this.folder = folder;
    this.#door = door;
    this.environment = {
      PATH: process.env["PATH"] ?? "",
      HOME: `${folder.path}/ada`,
      XDG_CACHE_HOME: compiled,
      LONGREIN_DEMO_PACE: "0",
      LONGREIN_STATE_DIR: this.stateFolder,
      LONGREIN_CONFIG: `${folder.path}/config.json`,
    };
  }

  get stateFolder(): string {
    return `${this.folder.path}/state`;
  }

  /** What starts the command in a terminal. */
  words(...argv: readonly string[]): readonly string[] {
    return [process.execPath, this.#door, ...argv];
  }

  begin(...argv: readonly string[]): Running {
    const child = spawn(process.execPath, [this.#door, ...argv], { env: this.environment });
    this.#running.add(child);
    let [out, error] = ["", ""];
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (error += text));
    const ended = new Promise<Ended>((resolve) => {
      child.once("close", (code) => {
        this.#running.delete(child);
        resolve({ code, out, error });
      });
    });
    const said = (text: string | RegExp) =>
      typeof text === "string" ? out.includes(text) : text.test(out);
    return {
      pid: child.pid ?? 0,
      ended,
      out: () => out,
      type: (line) => void child.stdin.write(`${line}\n`),
      signal: (signal) => void child.kill(signal),
      says: async (text) => {
        const isOver = () => child.exitCode !== null || child.signalCode !== null;
        await until(
          () => said(text) || isOver(),
          `${argv.join(" ")} to say ${String(text)}`,
          60_000,
        );
        if (!said(text)) throw new Error(`${argv.join(" ")} ended and said: ${out}${error}`);
      },
    };
  }

  async run(...argv: readonly string[]): Promise<Ended> {
    return this.begin(...argv).ended;
  }

  /** What it printed for programs; throws unless it went well. */
  async json(...argv: readonly string[]): Promise<Record<string, unknown>> {
    const { code, out, error } = await this.run(...argv, "--json");
    if (code !== 0) throw new Error(`${argv.join(" ")} ended with ${code}: ${error}`);
    const said: unknown = JSON.parse(out.trim().split("\n").at(-1) ?? "");
    if (typeof said !== "object" || said === null) throw new Error(`expected an object: ${out}`);
    return Object.fromEntries(Object.entries(said));
  }

  async remove(): Promise<void> {
    const all = [...this.#running];
    for (const child of all) child.kill("SIGTERM");
    await until(() => this.#running.size === 0, "all to end", 10_000).catch(() => {
      for (const child of all) child.kill("SIGKILL");
    });
    // Of an agent that was killed, by its test or for being slow.
    await endLeftRelay(this.stateFolder);
    await this.folder.remove();
  }
}

export async function commandLine(): Promise<CommandLine> {
  return new CommandLine(await throwAwayFolder("longrein-cli-"));
}
