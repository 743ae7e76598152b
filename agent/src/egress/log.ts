// The log: what happened in this program, for whoever has to find out why something did not work. One line of
// JSON each, made of names and numbers that are listed here, and of nothing that anybody has said or written.

import { toBase64url } from "@longrein/protocol";
import { type Cleared, assertCleared } from "./cleared.ts";
import { findSecrets } from "./find-secrets.ts";

export const logLevels = ["debug", "info", "warning", "error"] as const;
export type LogLevel = (typeof logLevels)[number];

/** What can have happened. */
export type LogSubject =
  | "agent.started"
  | "agent.stopped"
  | "app.served"
  | "app.unseen"
  | "checkpoint.failed"
  | "checkpoint.signed"
  | "feed.failed"
  | "link"
  | "pairing"
  | "push"
  | "retention.done"
  | "retention.failed"
  | "run.failed"
  | "worktree.kept"
  | "worktree.removed";

export interface LogFields {
  /** Ids: eight characters of each are written. */
  readonly run?: Uint8Array;
  readonly device?: Uint8Array;
  /** One of a few words that this program has itself. */
  readonly state?: string;
  readonly reason?: string;
  readonly version?: string;
  readonly count?: number;
  readonly bytes?: number;
  readonly milliseconds?: number;
  /** What was thrown: its name, its code and where in our sources; never its text. */
  readonly failure?: unknown;
}

export interface LogParts {
  write(line: Cleared<string>): void;
  now(): number;
  /** What is less than this is not written. */
  readonly level: LogLevel;
}

const word = /^[\w.:@-]{1,64}$/;
const idCharacters = 8;

export class Log {
  readonly #parts: LogParts;

  constructor(parts: LogParts) {
    this.#parts = parts;
  }

  write(level: LogLevel, subject: LogSubject, fields: LogFields = {}): void {
    if (logLevels.indexOf(level) < logLevels.indexOf(this.#parts.level)) return;
    const line = JSON.stringify({ at: this.#parts.now(), level, what: subject, ...plain(fields) });
    assertCleared(line);
    this.#parts.write(line);
  }
}

function plain({ run, device, failure, state, reason, version, ...numbers }: LogFields): object {
  return {
    run: run && toBase64url(run).slice(0, idCharacters),
    device: device && toBase64url(device).slice(0, idCharacters),
    state: safe(state),
    reason: safe(reason),
    version: safe(version),
    ...numbers,
    ...(failure === undefined ? {} : describe(failure)),
  };
}

/** Whoever hands over more than a word has made a mistake, and it shall not be one that tells. */
function safe(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  return word.test(value) && findSecrets(value).found.length === 0 ? value : "?";
}

function describe(failure: unknown) {
  if (!(failure instanceof Error)) return { failure: typeof failure };
  const code = "code" in failure && typeof failure.code === "string" ? failure.code : undefined;
  return { failure: safe(failure.name), code: safe(code), where: whereOf(failure) };
}

/** The nearest place in our own sources, without the text of the failure that a stack begins with. */
function whereOf({ stack = "", message }: Error): string | undefined {
  const places = stack.slice(stack.indexOf(message) + message.length).split("\n");
  const ours = places.find((line) => /^ {4}at /.test(line) && !/node:|node_modules/.test(line));
  return /([\w.-]+\.[jt]s:\d+):\d+\)?$/.exec(ours ?? "")?.[1];
}
