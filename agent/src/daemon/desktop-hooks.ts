// Coding agents that somebody has started at the desktop, as far as their hooks tell of them: each session in a
// shared workspace becomes a run, and what it asks there is asked on the phone as well. Whatever stands in the way
// of that leaves the answer to the desktop.

import type { Clock } from "../platform/clock.ts";
import { isWithin } from "../policy/is-within.ts";
import type { DesktopCall, Driver } from "../runs/driver.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { RunKeeper } from "./run-keeper.ts";

export interface DesktopHooksOptions {
  readonly drivers: readonly Driver[];
  readonly runs: Pick<RunKeeper, "ofSession" | "open" | "prompt">;
  readonly workspaces: () => readonly Workspace[];
  readonly clock: Clock;
}

interface Hooked {
  readonly driver: string;
  readonly input: string;
}

/** At once; the control socket is the command line's as well. */
const hooksMax = 12;
const sessionsMax = 64;
/** A run may still be recording its last turn when the next has begun. */
const tryAgainMs = 200;

export class DesktopHooks {
  readonly #options: DesktopHooksOptions;
  #present = 0;
  /** By the session, the oldest first. */
  readonly #runs = new Map<string, Uint8Array>();

  constructor(options: DesktopHooksOptions) {
    this.#options = options;
  }

  async answer(hooked: Hooked, signal: AbortSignal): Promise<{ readonly output?: string }> {
    if (this.#present >= hooksMax) return {};
    this.#present++;
    try {
      const output = await this.#answer(hooked, signal);
      return output === undefined ? {} : { output };
    } finally {
      this.#present--;
    }
  }

  async #answer({ driver: name, input }: Hooked, signal: AbortSignal): Promise<string | undefined> {
    const { drivers, workspaces } = this.#options;
    const driver = drivers.find((each) => each.name === name);
    const call = await driver?.hear?.(input);
    if (call === undefined) return undefined;
    const workspace = workspaces().find(({ folder }) => isWithin(call.folder, folder))?.name;
    // The folder of a run may be its own, and lie in no workspace.
    if (workspace === undefined && !this.#isKnown(name, call.session)) return undefined;
    const isWatched = await this.#watch(name, workspace, call, signal);
    return isWatched ? call.answer(signal) : undefined;
  }

  /** Whether a run watches the turn at the desktop. */
  async #watch(
    driver: string,
    workspace: string | undefined,
    call: DesktopCall,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { clock } = this.#options;
    while (!signal.aborted) {
      if (call.begin()) return true;
      const begun = this.#beginTurn(driver, workspace, call);
      if (begun !== "under-way") return begun === "done";
      await new Promise<void>((resolve) => clock.after(tryAgainMs, resolve));
    }
    return false;
  }

  #beginTurn(
    driver: string,
    workspace: string | undefined,
    { session, prompt: text }: DesktopCall,
  ) {
    const { runs } = this.#options;
    const known = this.#runOf(driver, session);
    const begun = known === undefined ? "NOT_FOUND" : runs.prompt(known, { text });
    if (known !== undefined && begun === "done") this.#keep(session, known);
    if (begun !== "NOT_FOUND" || workspace === undefined) return begun;
    const opened = runs.open({ workspace, driver, session, prompt: { text } });
    if (typeof opened === "string") return opened;
    this.#keep(session, opened.run);
    return "done";
  }

  #isKnown(driver: string, session: string): boolean {
    return this.#runOf(driver, session) !== undefined;
  }

  /** It may be one of before the program was started, or one that a phone has begun. */
  #runOf(driver: string, session: string): Uint8Array | undefined {
    return this.#runs.get(session) ?? this.#options.runs.ofSession(driver, session);
  }

  #keep(session: string, run: Uint8Array): void {
    this.#runs.set(session, run);
    const [oldest = ""] = this.#runs.keys();
    if (this.#runs.size > sessionsMax) this.#runs.delete(oldest);
  }
}
