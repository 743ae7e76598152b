// Child processes: an environment of named variables only, a process group of their own, output with a
// bound, and an end that is proved rather than assumed.

import { spawn } from "node:child_process";

export interface ProcessRequest {
  /** Run as it is, without a shell. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  /** Beyond the few inherited names; undefined removes one. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly outputBytesMax: number;
  readonly signal: AbortSignal;
  output(text: string): void;
}

export type ProcessEnd =
  | { readonly kind: "exited"; readonly code: number; readonly truncated: boolean }
  | { readonly kind: "signalled"; readonly signal: string; readonly truncated: boolean }
  | { readonly kind: "not-started"; readonly reason: string };

/** What a child may know of our environment: nothing that holds a secret. */
const inherited = ["PATH", "HOME", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ", "USER", "SHELL"];
const killAfterMs = 2_000;

export function childEnvironment(
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const all = new Map<string, string | undefined>(inherited.map((name) => [name, process.env[name]]));
  for (const [name, value] of Object.entries(changes)) all.set(name, value);
  const environment: Record<string, string> = {};
  for (const [name, value] of all) if (value !== undefined) environment[name] = value;
  return environment;
}

export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const [program, ...rest] = request.argv;
  return new Promise((resolve) => {
    const child = spawn(program, rest, {
      cwd: request.cwd,
      env: childEnvironment(request.environment),
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const output = boundedOutput(request);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => output.add(text));
    }
    const stop = () => endGroup(child.pid);
    request.signal.addEventListener("abort", stop, { once: true });
    if (request.signal.aborted) stop();
    const settle = (end: ProcessEnd) => {
      request.signal.removeEventListener("abort", stop);
      resolve(end);
    };
    child.once("error", (error) => settle({ kind: "not-started", reason: error.message }));
    child.once("close", (code, signal) => {
      // What the command left behind in its group does not outlive it.
      endGroup(child.pid, "SIGKILL");
      const truncated = output.truncated();
      if (code !== null) settle({ kind: "exited", code, truncated });
      else settle({ kind: "signalled", signal: signal ?? "unknown", truncated });
    });
  });
}

function boundedOutput({ outputBytesMax, output }: ProcessRequest) {
  let left = outputBytesMax;
  let cut = false;
  return {
    add(text: string) {
      const taken = text.slice(0, Math.max(0, left));
      cut ||= taken.length < text.length;
      left -= Buffer.byteLength(taken);
      if (taken !== "") output(taken);
    },
    truncated: () => cut,
  };
}

function endGroup(pid: number | undefined, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, signal);
  } catch {
    return; // already gone
  }
  if (signal === "SIGTERM") setTimeout(() => endGroup(pid, "SIGKILL"), killAfterMs).unref();
}
