// A failure that a person can do something about: what is wrong, and what to do next. It travels over the
// control socket as it is, and becomes "error:", "hint:" and an exit code at the terminal.

import { systemWords } from "./system-words.ts";

export const failureKinds = ["failed", "usage", "not-running", "refused"] as const;

/** "refused" is a rule of ours that forbids it; "failed" is everything that merely went wrong. */
export type FailureKind = (typeof failureKinds)[number];

export class UserFailure extends Error {
  override readonly name = "UserFailure";
  readonly kind: FailureKind;
  /** Commands in it are written as if `longrein` were installed; the terminal knows better. */
  readonly hint: string | undefined;

  constructor(kind: FailureKind, message: string, hint?: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
    this.hint = hint;
  }
}

/** Whatever was thrown, as something to be shown. */
export function asUserFailure(thrown: unknown): UserFailure {
  if (thrown instanceof UserFailure) return thrown;
  const message = thrown instanceof Error ? saidOf(thrown) : "something unknown went wrong";
  return new UserFailure("failed", message, undefined, { cause: thrown });
}

function saidOf(thrown: Error): string {
  const words = systemWords(thrown);
  if (words === undefined) return thrown.message;
  const isOfPath = "path" in thrown && typeof thrown.path === "string";
  return `${isOfPath ? String(thrown.path) : "a file"} cannot be used: ${words}`;
}
