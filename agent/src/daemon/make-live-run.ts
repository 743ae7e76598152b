// Puts a run together from what is stored of it: whoever keeps all runs hands over what is shared.

import type { PolicyProfile } from "@longrein/protocol";
import { stricterOf } from "../policy/profile.ts";
import type { Driver, Opening } from "../runs/driver.ts";
import type { StoredRun } from "../store/run-table.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import type { AttemptKeeper } from "./attempt-keeper.ts";
import type { CeilingKeeper } from "./ceiling-keeper.ts";
import { Evidence } from "./evidence.ts";
import { LiveRun, type LiveRunOptions } from "./live-run.ts";
import { RunLog } from "./run-log.ts";
import { spendWords } from "../spend/spend-words.ts";
import type { SpendLedger } from "./spend-ledger.ts";
import { Validations } from "./validations.ts";

/** What is each run's own. */
type Own =
  | "driver"
  | "evidence"
  | "log"
  | "profile"
  | "resumption"
  | "rested"
  | "watchedFolder"
  | "workPlace";

export interface SharedByRuns extends Omit<LiveRunOptions, Own> {
  readonly store: Store;
  readonly workspaces: () => readonly Workspace[];
  readonly attempts: AttemptKeeper;
  readonly budget: SpendLedger;
  readonly ceiling: Pick<CeilingKeeper, "present">;
}

export interface RunPlace {
  readonly driver: Driver;
  readonly workspace: Workspace;
}

export function makeLiveRun(
  shared: SharedByRuns,
  stored: StoredRun,
  { driver, workspace }: RunPlace,
  rested: () => void,
  opening?: Opening,
): LiveRun {
  const { store, clock, attempts, budget, workspaces } = shared;
  const { id } = stored;
  const log: RunLog = new RunLog(store, clock, stored, (usage, device) => {
    const near = budget.record(id, device, usage);
    if (near !== undefined) log.warn(spendWords(near));
  });
  const commands = () => workspaces().find(({ name }) => name === stored.workspace)?.validate ?? [];
  const validations = new Validations({ ...shared, log, commands });
  const diff = (signal: AbortSignal) => attempts.diff(id, workspace, signal);
  const own = {
    driver,
    log,
    evidence: new Evidence({ ...shared, log, diff, validations }),
    profile: () => profileOf(shared, id),
    resumption: () => resumptionOf(store, id),
    rested,
    watchedFolder: () => attempts.watchedFolder(id, workspace),
    workPlace: () => attempts.begin(log, workspace, stored.inPlace === true),
  };
  return new LiveRun({ ...shared, ...own }, opening);
}

/** Looked up each time: the ceiling may have fallen since. */
export function profileOf(
  { store, ceiling }: Pick<SharedByRuns, "store" | "ceiling">,
  run: Uint8Array,
): PolicyProfile {
  const ofRun = store.runs.byId(run)?.profile ?? ceiling.present;
  return stricterOf(ofRun, ceiling.present);
}

function resumptionOf({ runs }: Store, id: Uint8Array): Opening {
  const { model, mode } = runs.byId(id) ?? {};
  const session = runs.session(id);
  return { ...(model && { model }), ...(mode && { mode }), ...(session && { session }) };
}
