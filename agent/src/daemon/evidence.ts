// What is recorded of a run's work after each of its turns, apart from what its coding agent says of it: what
// has changed, and what the rules have to say to that.

import { utf8 } from "@longrein/protocol";
import type { Clock } from "../platform/clock.ts";
import { gatesOn } from "../policy/gates.ts";
import type { Sight } from "../runs/check-action.ts";
import type { WorktreeDiff } from "../workspaces/worktree-diff.ts";
import type { RunLog } from "./run-log.ts";

export interface EvidenceOptions {
  readonly clock: Clock;
  readonly effects: Pick<Sight, "sha256">;
  readonly log: RunLog;
  /** Undefined where there is none to be had. */
  diff(signal: AbortSignal): Promise<WorktreeDiff | undefined>;
}

export class Evidence {
  readonly #options: EvidenceOptions;
  /** What the gates looked at the last time. */
  #lookedAt = "";

  constructor(options: EvidenceOptions) {
    this.#options = options;
  }

  /** `approved` are the files that approved edits were about. Never rejects for want of evidence. */
  async gather(approved: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    const diff = await this.#keepDiff(signal);
    const prefix = diff?.prefix ?? "";
    const paths = new Set(diff?.paths);
    // An approved edit may be of a file that git ignores.
    for (const path of approved) paths.add(`${prefix}${path}`);
    this.#passGates([...paths].toSorted());
  }

  async #keepDiff(signal: AbortSignal): Promise<WorktreeDiff | undefined> {
    const { log } = this.#options;
    try {
      const diff = await this.#options.diff(signal);
      if (diff !== undefined && diff.text !== "") {
        log.keep({ kind: "diff", title: "what the run has changed", ...diff });
      }
      return diff;
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : "unknown";
      log.notice("warning", `no diff of the work could be made: ${why}`);
      return undefined;
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
}
