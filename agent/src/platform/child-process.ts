// Child processes: an environment of named variables only, a process group of their own, output with a
// bound, and an end that is proved rather than assumed.

import { type ChildProcess, spawn } from "node:child_process";
import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { markChild } from "./own-children.ts";
import { signalGroup, untilGroupIsGone } from "./process-group.ts";

export interface ProcessRequest {
  /** Run as it is, without a shell. */
  readonly argv: readonly [string, ...string[]];
  /** The file itself, which is then not looked for on the path by what `argv` calls it. */
  readonly program?: string;
  readonly cwd: string;
  /** Beyond the few inherited names; undefined removes one. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly outputBytesMax: number;
  readonly signal: AbortSignal;
  output(text: string): void;
  /** What it says on stderr; absent means: with the output. */
  complaint?(text: string): void;
}

interface End {
  readonly truncated: boolean;
  /** Some of its group could not be ended, not even by force. */
  readonly remains: boolean;
}

export type ProcessEnd =
  | ({ readonly kind: "exited"; readonly code: number } & End)
  | ({ readonly kind: "signalled"; readonly signal: string } & End)
  | { readonly kind: "not-started"; readonly reason: string };

/** What a child may know of our environment: nothing that holds a secret. */
const inherited = ["PATH", "HOME", "LANG", "LC_ALL", "TERM", "TMPDIR", "TZ", "USER", "SHELL"];
/** Together less than the two seconds in which a stop is to be over. */
const killAfterMs = 1_000;
/** For what still stands in the pipes when all who could write to them should be gone. */
const drainWithinMs = 300;
const goneWithinMs = 500;

export function childEnvironment(
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const all = new Map<string, string | undefined>(
    inherited.map((name) => [name, process.env[name]]),
  );
  for (const [name, value] of Object.entries(changes)) all.set(name, value);
  const present = [...all].filter((entry): entry is [string, string] => entry[1] !== undefined);
  return Object.fromEntries(present);
}

export function runProcess(request: ProcessRequest): Promise<ProcessEnd> {
  const { argv, cwd, environment, signal } = request;
  const [name, ...words] = argv;
  if (signal.aborted) {
    return Promise.resolve({ kind: "not-started", reason: "stopped before it began" });
  }
  return new Promise((resolve) => {
    const mark = markChild();
    const child = spawn(request.program ?? name, words, {
      argv0: name,
      cwd,
      env: { ...childEnvironment(environment), ...mark.variables },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
    });
    const output = boundedOutput(request);
    output.readFrom(child.stdout, request.output);
    output.readFrom(child.stderr, request.complaint ?? request.output);
    const letGo = endsWithItsGroup(child, signal);
    // What has left the group is ended only with what is told to stop: what a command leaves running by itself, as the
    // server of a build, is meant to stay.
    let strays: Promise<unknown> = Promise.resolve();
    const endStrays = () => {
      strays = mark.endAll();
    };
    signal.addEventListener("abort", endStrays, { once: true });
    const settle = (end: ProcessEnd) => {
      letGo();
      signal.removeEventListener("abort", endStrays);
      resolve(end);
    };
    child.once("error", (error) => settle({ kind: "not-started", reason: error.message }));
    child.once("close", (code, endSignal) => {
      const { pid } = child;
      if (pid === undefined) return; // "error" has told why
      void Promise.all([untilGroupIsGone(pid, goneWithinMs), strays]).then(([gone]) => {
        const rest = { truncated: output.truncated(), remains: !gone };
        if (code !== null) settle({ kind: "exited", code, ...rest });
        else settle({ kind: "signalled", signal: endSignal ?? "unknown", ...rest });
      });
    });
  });
}

/** Stops it when asked to, and whatever it leaves behind; returns how to call the timers off. */
function endsWithItsGroup(child: ChildProcess, signal: AbortSignal): () => void {
  const { pid } = child;
  if (pid === undefined) return () => undefined;
  let timer: NodeJS.Timeout | undefined;
  const stop = () => {
    signalGroup(pid, "SIGTERM");
    timer = setTimeout(() => signalGroup(pid, "SIGKILL"), killAfterMs);
  };
  const letGo = () => {
    signal.removeEventListener("abort", stop);
    clearTimeout(timer);
  };
  signal.addEventListener("abort", stop, { once: true });
  child.once("exit", () => {
    letGo();
    signalGroup(pid, "SIGKILL");
    // One that has left the group may hold the pipes open for ever: it is not waited for. What lies in
    // them by then is still read, however late we are.
    const close = () => [child.stdout, child.stderr].forEach((stream) => stream?.destroy());
    timer = setTimeout(() => setImmediate(close), drainWithinMs);
  });
  return letGo;
}

/** Counted in bytes as they come, so that no text is ever longer than its bound. */
function boundedOutput({ outputBytesMax }: ProcessRequest) {
  let left = outputBytesMax;
  let cut = false;
  let open = 0;
  return {
    readFrom(stream: Readable, output: (text: string) => void) {
      const say = (text: string) => {
        if (text !== "") output(text);
      };
      const decoder = new StringDecoder("utf8");
      open++;
      stream.on("data", (chunk: Buffer) => {
        const taken = chunk.subarray(0, left);
        cut ||= taken.length < chunk.length;
        left -= taken.length;
        say(decoder.write(taken));
      });
      stream.once("end", () => {
        open--;
        say(decoder.end());
      });
    },
    // A stream that did not come to its end may have had more to say.
    truncated: () => cut || open > 0,
  };
}
