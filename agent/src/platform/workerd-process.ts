// workerd as a child process: its files written, started on a port of loopback, watched, and ended for
// certain. It gets nothing of our environment, which may hold keys.

import { type ChildProcess, spawn } from "node:child_process";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, resolve as absolute } from "node:path";
import { Readable } from "node:stream";
import { askOverHttp } from "./http-request.ts";
import { relayNotes } from "./left-relay.ts";
import { endOrphan, noteChild } from "./orphan-process.ts";

export interface WorkerdOptions {
  /** A folder of its own; made if it is not there. */
  readonly folder: string;
  /** The Worker, one module; the configuration embeds it as "worker.js". */
  readonly workerFile: string;
  /** Where its Durable Objects keep what they store, below `folder`. */
  readonly objectsFolder: string;
  /** Where we reach it, as it stands in a URL; its port is what workerd says. */
  readonly host: string;
  /** The configuration in Cap'n Proto's text form, its socket named "http". */
  readonly config: string;
}

export interface WorkerdProcess {
  /** Where it answers, e.g. http://127.0.0.1:40123. */
  readonly url: string;
  readonly pid: number;
  /** Resolves with the reason if it ever ends without having been stopped. */
  readonly died: Promise<WorkerdFailure>;
  /** The last of what it has printed; nothing, if all is well. */
  printed(): string;
  /** Resolves when no process is left. */
  stop(): Promise<void>;
}

export class WorkerdFailure extends Error {
  override readonly name = "WorkerdFailure";
}

const startWithinMs = 15_000;
/** Asked to end, workerd waits for ever for its sockets to close, so it is not asked for long. */
const stopGraceMs = 300;
/** How much of what it printed is kept for a failure's message. */
const printedCharactersMax = 4_000;

/** Resolves when GET /health is answered with 200. */
export async function startWorkerd(options: WorkerdOptions): Promise<WorkerdProcess> {
  const folder = absolute(options.folder);
  const { configFile, pidFile } = relayNotes(folder);
  await writeFiles(options, configFile);
  await endOrphan(pidFile, configFile);
  const child = spawn(workerdBinary(), ["serve", "--control-fd=3", configFile], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: {},
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const printed = keepPrinted(child);
  const ended = whenEnded(child, printed).finally(() => process.off("exit", killWithUs));
  try {
    if (child.pid !== undefined) await noteChild(pidFile, child.pid);
    const port = await firstOf(portOf(child), ended);
    const url = `http://${options.host}:${port}`;
    await firstOf(untilHealthy(url, ended), ended);
    return { url, pid: child.pid ?? 0, printed, ...stopping(child, ended) };
  } catch (failure) {
    child.kill("SIGKILL");
    throw failure;
  }
}

async function writeFiles(options: WorkerdOptions, configFile: string): Promise<void> {
  const { folder, objectsFolder } = options;
  await mkdir(join(folder, objectsFolder), { recursive: true, mode: 0o700 });
  // A copy, because a configuration can only embed files beside it.
  await copyFile(options.workerFile, join(folder, "worker.js"));
  await writeFile(configFile, options.config, { mode: 0o600 });
}

/** The package brings the binary of this platform and says where it lies. */
function workerdBinary(): string {
  const require = createRequire(import.meta.url);
  const found: unknown = require("workerd");
  if (typeof found === "object" && found !== null && "default" in found) {
    if (typeof found.default === "string") return found.default;
  }
  throw new WorkerdFailure("expected the package workerd to name its binary");
}

function stopping(
  child: ChildProcess,
  ended: Promise<WorkerdFailure>,
): Pick<WorkerdProcess, "died" | "stop"> {
  let isWanted = false;
  const { promise: died, resolve: reportDeath } = Promise.withResolvers<WorkerdFailure>();
  void ended.then((failure) => (isWanted ? undefined : reportDeath(failure)));
  const stop = async () => {
    isWanted = true;
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
    await ended;
    clearTimeout(forced);
  };
  return { died, stop };
}

function keepPrinted(child: ChildProcess): () => string {
  let printed = "";
  const keep = (text: string) => {
    printed = (printed + text).slice(-printedCharactersMax);
  };
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  return () => printed.trim();
}

/** Resolves, never rejects, with a failure that says what workerd last printed. */
function whenEnded(child: ChildProcess, printed: () => string): Promise<WorkerdFailure> {
  return new Promise((resolve) => {
    child.once("error", (cause) =>
      resolve(new WorkerdFailure(`workerd did not start: ${cause.message}`, { cause })),
    );
    child.once("close", (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      const said = printed() === "" ? "it printed nothing" : `it printed:\n${printed()}`;
      resolve(new WorkerdFailure(`workerd ended ${how}; ${said}`));
    });
  });
}

async function firstOf<T>(wanted: Promise<T>, ended: Promise<WorkerdFailure>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new WorkerdFailure(`workerd was not ready within ${startWithinMs} ms`)),
    startWithinMs,
  );
  const failed = ended.then((failure) => {
    throw failure;
  });
  try {
    return await Promise.race([wanted, failed, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** workerd says on its control pipe, one JSON object a line, which port it got. */
function portOf(child: ChildProcess): Promise<number> {
  const control = child.stdio[3];
  if (!(control instanceof Readable)) throw new WorkerdFailure("expected a control pipe");
  return new Promise((resolve) => {
    let said = "";
    control.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const port = /"event":"listen","socket":"http","port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

async function untilHealthy(url: string, ended: Promise<unknown>): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  while (!over.signal.aborted) {
    const asked = askOverHttp(new URL("/health", url), { withinMs: startWithinMs });
    if ((await asked.catch(() => undefined))?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
