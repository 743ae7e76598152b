// Claude Code's shell keeps its folder between commands, and commands of one answer may run side by side: one
// that moves the folder would move the others, after they were shown with the old one. So they go one by one,
// and each only if the shell still stands where it was shown to run.

export class ShellLane {
  #running: string | undefined;
  #cwd: string | undefined;
  readonly #waiting: { readonly call: string; readonly go: () => void }[] = [];

  /** The hook says where the shell stands; while a command runs that may be about to change. */
  standsAt(cwd: string): void {
    if (this.#running === undefined) this.#cwd = cwd;
  }

  /** Resolves when no other command runs: true if this one would run where it was shown to. */
  async enter(call: string, cwd: string): Promise<boolean> {
    if (this.#running !== undefined) {
      await new Promise<void>((resolve) => this.#waiting.push({ call, go: resolve }));
    }
    if (this.#cwd !== undefined && this.#cwd !== cwd) {
      if (this.#running === call) this.leave(call);
      return false;
    }
    this.#running = call;
    return true;
  }

  /** A command has ended; `cwd` is where it has left the shell, if that is known. */
  leave(call: string, cwd?: string): void {
    if (this.#running !== call) return;
    this.#cwd = cwd ?? this.#cwd;
    const next = this.#waiting.shift();
    this.#running = next?.call;
    next?.go();
  }

  /** Nobody waits any more. */
  clear(): void {
    this.#running = undefined;
    for (const { go } of this.#waiting.splice(0)) go();
  }
}
