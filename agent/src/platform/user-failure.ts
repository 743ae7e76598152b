// A failure that a person can do something about: what is wrong, and what to do next. It travels over the
// control socket as it is, and becomes "error:", "hint:" and an exit code at the terminal.

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
  const message = thrown instanceof Error ? thrown.message : "something unknown went wrong";
  return new UserFailure("failed", message, undefined, { cause: thrown });
}
