// The settings as they hold now: read at the start and whenever the command line has changed them.

import type { EffectiveSettings } from "../config/effective.ts";
import { holdsGit } from "../platform/real-directory.ts";
import { type Quotas, usualQuotas } from "../runs/quotas.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { DollarLimits } from "./spend-ledger.ts";

const minute = 60_000;
const mebi = 1_024 * 1_024;

export class LiveSettings {
  readonly #read: () => EffectiveSettings;
  #current: EffectiveSettings;

  constructor(read: () => EffectiveSettings) {
    this.#read = read;
    this.#current = read();
  }

  get current(): EffectiveSettings {
    return this.#current;
  }

  /** Throws, and changes nothing, if they cannot be read. */
  reload(): void {
    this.#current = this.#read();
  }

  /** How long an approval or a question waits. */
  answerMs(): number {
    return this.#current.answerMinutes * minute;
  }

  quotas(): Quotas {
    const { turnHours, turnOutputMebibytes, runMebibytes, runFiles } = this.#current;
    return {
      ...usualQuotas,
      turnMsMax: turnHours * 60 * minute,
      saidBytesMax: turnOutputMebibytes * mebi,
      grownBytesMax: runMebibytes * mebi,
      grownFilesMax: runFiles,
    };
  }

  spendLimits(): DollarLimits {
    const { spendLimitDollars, spendLimitDollarsPerPhone, spendLimitDollarsPerRun } = this.#current;
    return {
      all: spendLimitDollars,
      device: spendLimitDollarsPerPhone,
      run: spendLimitDollarsPerRun,
    };
  }

  /** Of this coding agent, though they were not tested: "codex@1.2.3" allows 1.2.3 of codex. */
  allowedVersions(driver: string): string[] {
    return this.#current.untestedVersions.flatMap((one) => {
      const [name, version] = one.split("@");
      return name === driver && version !== undefined ? [version] : [];
    });
  }

  /** Those that are shared. */
  workspaces(): Workspace[] {
    const shared = this.#current.workspaces.filter(({ shared: isShared }) => isShared);
    return shared.map(({ name, folder, validate = [] }) => ({
      name,
      folder,
      git: holdsGit(folder),
      validate,
    }));
  }
}
