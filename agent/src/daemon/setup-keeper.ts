// What phones are told of this machine before they open anything: its workspaces, its coding agents as these
// describe themselves, and the ceiling. Looked at again when somebody comes, since a coding agent may have
// been installed or have lost its login meanwhile.

import type { AgentMessage, DriverSetup, PolicyProfile, Spend } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import type { Driver } from "../runs/driver.ts";
import { fitSetup, fitTogether } from "../runs/fit-setup.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { AppWarning } from "./app-watch.ts";
import { within } from "./within.ts";

type Setup = Extract<AgentMessage, { t: "setup" }>;

export interface SetupKeeperOptions {
  readonly clock: Clock;
  readonly drivers: readonly Driver[];
  readonly workspaces: () => readonly Workspace[];
  readonly ceiling: () => PolicyProfile;
  readonly spend?: () => Spend | undefined;
  readonly warning?: (() => AppWarning | undefined) | undefined;
}

const workspacesMax = 64;
/** Looking may start programs: not at every phone that comes. */
const lookEveryMs = 60_000;
const describeWithinMs = 20_000;

export class SetupKeeper {
  readonly #options: SetupKeeperOptions;
  readonly #listeners = new Set<() => void>();
  #drivers: readonly DriverSetup[] | undefined;
  #lookedAt: number | undefined;
  #looking: Promise<void> = Promise.resolve();
  #told = "";

  constructor(options: SetupKeeperOptions) {
    this.#options = options;
  }

  /** Undefined until the coding agents were looked at for the first time. */
  get present(): Setup | undefined {
    if (this.#drivers === undefined) return undefined;
    const { workspaces, ceiling, spend } = this.#options;
    const shown = workspaces().slice(0, workspacesMax);
    const money = spend?.();
    return {
      t: "setup",
      workspaces: shown.map(({ name, git }) => ({ name, git })),
      drivers: [...this.#drivers],
      ceiling: ceiling(),
      pushes: true,
      ...(money === undefined ? {} : { spend: money }),
      ...this.#options.warning?.(),
    };
  }

  /** The coding agents as they are now, for somebody who waits to see it. */
  async drivers(): Promise<readonly DriverSetup[]> {
    this.#lookedAt = undefined;
    this.refresh();
    await this.#looking;
    return this.#drivers ?? [];
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** To be called when workspaces, the ceiling, what was spent or the warning may be others than before. */
  changed(): void {
    const present = this.present;
    const text = JSON.stringify(present);
    if (present === undefined || text === this.#told) return;
    this.#told = text;
    for (const listener of this.#listeners) listener();
  }

  /** Also a coding agent may be usable now that was not, or the other way round. */
  settingsChanged(): void {
    this.changed();
    this.#lookedAt = undefined;
    this.refresh();
  }

  /** Looks at the coding agents again, unless that was a moment ago. */
  refresh(): void {
    const now = this.#options.clock.elapsed();
    if (this.#lookedAt !== undefined && now - this.#lookedAt < lookEveryMs) return;
    this.#lookedAt = now;
    this.#looking = this.#look();
  }

  async #look(): Promise<void> {
    const { drivers } = this.#options;
    this.#drivers = fitTogether(await Promise.all(drivers.map((driver) => this.#describe(driver))));
    this.changed();
  }

  /** One that fails to say what it is shows as that, and keeps none of the others from being shown. */
  async #describe(driver: Driver): Promise<DriverSetup> {
    const { clock } = this.#options;
    try {
      const described = driver.describe();
      if (await within(clock, describeWithinMs, described)) return fitSetup(await described);
      return unusable(driver, "it did not answer; see whether it starts at the machine");
    } catch (failure) {
      return unusable(driver, failure instanceof Error ? failure.message : "unknown");
    }
  }
}

function unusable({ name }: Driver, why: string): DriverSetup {
  const nothing = { models: [], modes: [], steers: false, resumes: false };
  return fitSetup({ name, title: name, approvals: "displayed", ...nothing, unusable: why });
}
