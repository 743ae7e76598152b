// Runs what the machine's user has set to tell whether the work in a workspace holds, and records what came of
// it: the command, its exit code, its output. On the same path as what was approved, and in the same log.

import {
  type Action,
  type AgentEvent,
  actionDigest,
  freezeAction,
  toBase64url,
} from "@longrein/protocol";
import { artifactBytesMax } from "@longrein/protocol/limits";
import type { AuditKind } from "../audit/audit-kinds.ts";
import type { Clock } from "../platform/clock.ts";
import type { Performed } from "../runs/driver.ts";
import { type Effects, executeAction } from "../runs/execute-action.ts";
import type { Store } from "../store/store.ts";
import { cutText } from "../runs/cut-text.ts";
import { titleBytesMax } from "../runs/fit-event.ts";
import type { RunLog } from "./run-log.ts";

type Validation = Extract<AgentEvent, { t: "validation" }>;
export type Validated = Pick<Validation, "title" | "status" | "exitCode">;

/** Of one command. */
const endsWithinMs = 10 * 60_000;

export interface ValidationsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly effects: Effects;
  readonly log: RunLog;
  /** As they are set at this moment. */
  commands(): readonly string[];
}

export class Validations {
  readonly #options: ValidationsOptions;

  constructor(options: ValidationsOptions) {
    this.#options = options;
  }

  get exist(): boolean {
    return this.#options.commands().length > 0;
  }

  /** Its work holds edits that nobody approved: what runs them is not begun by itself. */
  get mustBeAskedFor(): boolean {
    const { store, log } = this.#options;
    return store.runs.isUnasked(log.id);
  }

  /** One after the other; what comes after the signal is skipped. */
  async run(folder: string, signal: AbortSignal): Promise<readonly Validated[]> {
    const all: Validated[] = [];
    for (const command of this.#options.commands()) {
      all.push(
        signal.aborted ? this.#skip(command) : await this.#validate(command, folder, signal),
      );
    }
    return all;
  }

  skip(): readonly Validated[] {
    return this.#options.commands().map((command) => this.#skip(command));
  }

  #skip(command: string): Validated {
    const validated = { title: titleOf(command), status: "skipped" as const };
    this.#record(validated);
    return validated;
  }

  async #validate(command: string, cwd: string, signal: AbortSignal): Promise<Validated> {
    const { clock, effects, log } = this.#options;
    const item = log.nextItem();
    const actionBytes = freezeAction(actionOf(command, cwd, log.id));
    const digest = toBase64url(actionDigest(effects, actionBytes));
    this.#audit({ what: "validation.begun", action: digest });
    const output = new Gathered();
    const begun = clock.elapsed();
    const end = new AbortController();
    const cancelTimer = clock.after(endsWithinMs, () => end.abort());
    const both = AbortSignal.any([signal, end.signal]);
    const performed = await executeAction(effects, actionBytes, both, {
      output: (text) => output.add(text),
    });
    cancelTimer();
    const title = titleOf(command);
    const validated = { title, ...verdictOn(performed, signal.aborted) };
    if (end.signal.aborted) log.notice("warning", `it was ended after ten minutes: ${title}`);
    else if (performed.kind !== "done") log.notice("warning", `${title}: ${whyOf(performed)}`);
    this.#audit({ what: `validation.${validated.status}`, action: digest });
    this.#record({
      ...validated,
      item,
      durationMs: Math.max(0, Math.round(clock.elapsed() - begun)),
      ...this.#keep(title, item, output, performed),
    });
    return validated;
  }

  #keep(title: string, item: number, { text, isWhole }: Gathered, performed: Performed) {
    if (text === "") return {};
    const wasCut = performed.kind === "done" && performed.truncated === true;
    const whole = isWhole && !wasCut;
    const kept = this.#options.log.keep({ kind: "log", title, text, isWhole: whole, item });
    return kept === undefined ? {} : { artifact: kept.artifact };
  }

  #record(validation: Omit<Validation, "t" | "at" | "item"> & { readonly item?: number }): void {
    const { clock, log } = this.#options;
    const item = validation.item ?? log.nextItem();
    log.record({ t: "validation", ...validation, item, at: clock.now() });
  }

  #audit(entry: { readonly what: AuditKind; readonly action: string }): void {
    const { store, clock, log } = this.#options;
    const about = { ...entry, run: toBase64url(log.id) };
    store.database.transaction(() => store.audit.append(about, clock.now()));
  }
}

class Gathered {
  text = "";
  isWhole = true;

  add(text: string): void {
    const room = artifactBytesMax - this.text.length;
    if (text.length > room) this.isWhole = false;
    this.text += text.slice(0, Math.max(0, room));
  }
}

function actionOf(command: string, cwd: string, run: Uint8Array): Action {
  const shell = { program: "/bin/sh", script: command };
  const nothing = { environment: [], operands: [] };
  return {
    t: "command",
    v: 1,
    run,
    driver: "longrein",
    tool: "validation",
    shell,
    cwd,
    ...nothing,
  };
}

function verdictOn(performed: Performed, wasStopped: boolean): Omit<Validated, "title"> {
  if (performed.kind !== "done") return { status: wasStopped ? "skipped" : "failed" };
  const { exitCode = 0 } = performed;
  return { status: exitCode === 0 ? "passed" : "failed", exitCode };
}

function whyOf(performed: Performed): string {
  return "why" in performed ? performed.why : performed.kind;
}

function titleOf(command: string): string {
  return cutText(command, titleBytesMax);
}
