// What is recorded of a run's work after each of its turns, apart from what its coding agent says of it: what
// has changed, whether it holds, and what the rules have to say to that.

import { utf8 } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { gateOnValidations, gatesOn } from "../policy/gates.ts";
import type { Sight } from "../runs/check-action.ts";
import type { WorktreeDiff } from "../workspaces/worktree-diff.ts";
import type { RunLog } from "./run-log.ts";
import type { Validated, Validations } from "./validations.ts";

export interface EvidenceOptions {
  readonly clock: Clock;
  readonly effects: Pick<Sight, "sha256">;
  readonly log: RunLog;
  readonly validations: Validations;
  /** Undefined where there is none to be had. */
  diff(signal: AbortSignal): Promise<WorktreeDiff | undefined>;
}

/** What a turn has done, as far as somebody let it. */
export interface TurnDone {
  readonly folder: string;
  /** Files that approved edits of the run were about. */
  readonly edited: ReadonlySet<string>;
  /** Whether anything was let happen in this turn. */
  readonly didSomething: boolean;
  /** Somebody waits for its end. */
  readonly wasStopped: boolean;
}

interface Difference {
  readonly diff?: WorktreeDiff;
  /** Since the turn before; where there is no diff nobody knows. */
  readonly isNew?: boolean;
}

const diffWithinMs = 60_000;
const diffOfStoppedWithinMs = 1_000;
const unapproved =
  "the work was not validated, since it holds edits that nobody approved; at the machine: longrein runs validate";

export class Evidence {
  readonly #options: EvidenceOptions;
  /** What the gates looked at the last time. */
  #lookedAt = "";

  constructor(options: EvidenceOptions) {
    this.#options = options;
  }

  /** Never rejects for want of evidence. */
  async gather(turn: TurnDone, signal: AbortSignal): Promise<void> {
    const { diff, isNew = turn.didSomething } = await this.#keepDiff(turn.wasStopped, signal);
    if (isNew && !turn.wasStopped) await this.#validateUnasked(turn.folder, signal);
    const prefix = diff?.prefix ?? "";
    const paths = new Set(diff?.paths);
    // An approved edit may be of a file that git ignores.
    for (const path of turn.edited) paths.add(`${prefix}${path}`);
    this.#passGates([...paths].toSorted());
  }

  /** Because somebody at the machine says so. */
  async validate(folder: string, signal: AbortSignal): Promise<readonly Validated[]> {
    const validated = await this.#options.validations.run(folder, signal);
    this.#passGateOn(validated);
    return validated;
  }

  async #validateUnasked(folder: string, signal: AbortSignal): Promise<void> {
    const { validations, log } = this.#options;
    if (!validations.mustBeAskedFor) return void (await this.validate(folder, signal));
    if (!validations.exist) return;
    log.notice("warning", unapproved);
    this.#passGateOn(validations.skip());
  }

  async #keepDiff(wasStopped: boolean, signal: AbortSignal): Promise<Difference> {
    const { clock, log } = this.#options;
    const end = new AbortController();
    const milliseconds = wasStopped ? diffOfStoppedWithinMs : diffWithinMs;
    const cancelTimer = clock.after(milliseconds, () => end.abort());
    try {
      const diff = await this.#options.diff(AbortSignal.any([signal, end.signal]));
      if (diff === undefined) return {};
      if (diff.text === "") return { diff, isNew: false };
      const kept = log.keep({ kind: "diff", title: "what the run has changed", ...diff });
      return { diff, isNew: kept?.isRepeated !== true };
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : "unknown";
      log.notice("warning", `no diff of the work could be made: ${why}`);
      return {};
    } finally {
      cancelTimer();
    }
  }

  /** Only if there is something to look at, and not the same as before. */
  #passGates(paths: readonly string[]): void {
    const { clock, effects, log } = this.#options;
    const all = paths.join("\0");
    if (all === this.#lookedAt) return;
    this.#lookedAt = all;
    const inputs = effects.sha256(utf8(all));
    for (const gate of gatesOn(paths)) {
      log.record({ t: "gate", ...gate, inputs, at: clock.now() });
    }
  }

  #passGateOn(validated: readonly Validated[]): void {
    const { clock, effects, log } = this.#options;
    const gate = gateOnValidations(validated);
    if (gate === undefined) return;
    const results = validated.map(({ title, status, exitCode }) => [
      title,
      status,
      exitCode ?? null,
    ]);
    const inputs = effects.sha256(utf8(JSON.stringify(results)));
    log.record({ t: "gate", ...gate, inputs, at: clock.now() });
  }
}
