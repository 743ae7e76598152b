// A relay on this machine: the very Worker that is deployed, run by workerd as a child process that can
// reach no network and listens on loopback only. For trying things out, and for those who bring their own
// way in (a tunnel, a private network).

import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { embeddedRelayConfig } from "./embedded-relay-config.ts";

export interface EmbeddedRelayOptions {
  /** The built Worker, one module. */
  readonly workerFile: string;
  /** The built app; without it the relay serves no pages. */
  readonly appFolder?: string;
  /** A folder of the agent's own; the relay makes one for itself in it. */
  readonly stateFolder: string;
  /** 0 or absent: any that is free. */
  readonly port?: number;
  /** Further names under which this relay is reached, e.g. a tunnel's; loopback always is. */
  readonly hosts?: readonly string[];
  /** Further variables of the Worker, as in docs/self-hosting.md. */
  readonly variables?: Readonly<Record<string, string>>;
}

export interface EmbeddedRelay {
  /** Where it answers, e.g. http://127.0.0.1:40123. */
  readonly url: string;
  readonly pid: number;
  /** Resolves with the reason if it ever ends without having been stopped. */
  readonly died: Promise<EmbeddedRelayFailure>;
  /** Resolves when no process is left. */
  stop(): Promise<void>;
}

export class EmbeddedRelayFailure extends Error {
  override readonly name = "EmbeddedRelayFailure";
}

const startWithinMs = 15_000;
/** Asked to end, workerd waits for ever for its sockets to close, so it is not asked for long. */
const stopGraceMs = 300;
/** How much of what it printed is kept for a failure's message. */
const printedCharactersMax = 4_000;

export async function startEmbeddedRelay(options: EmbeddedRelayOptions): Promise<EmbeddedRelay> {
  const folder = await prepareFolder(options);
  const child = spawn(workerdBinary(), ["serve", "--control-fd=3", "config.capnp"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    // Nothing of the daemon's environment, which may hold keys.
    env: {},
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const ended = whenEnded(child).finally(() => process.off("exit", killWithUs));
  try {
    const port = await firstOf(portOf(child), ended);
    const url = `http://127.0.0.1:${port}`;
    await firstOf(untilHealthy(url), ended);
    return running(child, url, ended);
  } catch (failure) {
    child.kill("SIGKILL");
    throw failure;
  }
}

/** The package brings the binary of this platform and says where it lies. */
function workerdBinary(): string {
  const found: unknown = createRequire(import.meta.url)("workerd");
  if (typeof found === "object" && found !== null && "default" in found) {
    if (typeof found.default === "string") return found.default;
  }
  throw new EmbeddedRelayFailure("expected the package workerd to name its binary");
}

function running(
  child: ChildProcess,
  url: string,
  ended: Promise<EmbeddedRelayFailure>,
): EmbeddedRelay {
  let stopping = false;
  const { promise: died, resolve: reportDeath } = Promise.withResolvers<EmbeddedRelayFailure>();
  void ended.then((failure) => (stopping ? undefined : reportDeath(failure)));
  const stop = async () => {
    stopping = true;
    child.kill("SIGTERM");
    const forced = setTimeout(() => child.kill("SIGKILL"), stopGraceMs);
    await ended;
    clearTimeout(forced);
  };
  return { url, pid: child.pid ?? 0, died, stop };
}

async function prepareFolder(options: EmbeddedRelayOptions): Promise<string> {
  const folder = join(options.stateFolder, "relay");
  const objectsFolder = join(folder, "objects");
  await mkdir(objectsFolder, { recursive: true, mode: 0o700 });
  // A copy, because a configuration can only embed files beside it.
  await copyFile(options.workerFile, join(folder, "worker.js"));
  const hosts = ["127.0.0.1", "localhost", ...(options.hosts ?? [])];
  const config = embeddedRelayConfig({
    port: options.port ?? 0,
    objectsFolder,
    appFolder: options.appFolder,
    variables: { ...options.variables, PUBLIC_HOSTS: hosts.join(",") },
  });
  await writeFile(join(folder, "config.capnp"), config, { mode: 0o600 });
  return folder;
}

/** Resolves, never rejects, with a failure that says what workerd last printed. */
function whenEnded(child: ChildProcess): Promise<EmbeddedRelayFailure> {
  let printed = "";
  const keep = (text: string) => {
    printed = (printed + text).slice(-printedCharactersMax);
  };
  child.stdout?.setEncoding("utf8").on("data", keep);
  child.stderr?.setEncoding("utf8").on("data", keep);
  return new Promise((resolve) => {
    child.once("error", (cause) =>
      resolve(new EmbeddedRelayFailure(`workerd did not start: ${cause.message}`, { cause })),
    );
    child.once("close", (code, signal) => {
      const how = signal === null ? `with code ${code}` : `by ${signal}`;
      const said = printed.trim() === "" ? "it printed nothing" : `it printed:\n${printed.trim()}`;
      resolve(new EmbeddedRelayFailure(`workerd ended ${how}; ${said}`));
    });
  });
}

async function firstOf<T>(wanted: Promise<T>, ended: Promise<EmbeddedRelayFailure>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new EmbeddedRelayFailure(`workerd was not ready within ${startWithinMs} ms`)),
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
  if (!(control instanceof Readable)) throw new EmbeddedRelayFailure("expected a control pipe");
  return new Promise((resolve) => {
    let said = "";
    control.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const port = /"event":"listen","socket":"http","port":(\d+)/.exec(said)?.[1];
      if (port !== undefined) resolve(Number(port));
    });
  });
}

async function untilHealthy(url: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${url}/health`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
