// Where a run works: in a worktree of its own under the state folder, so that runs are in nobody's way and what
// they do can be looked at before it is used; in the workspace itself only where that was asked for or there
// is no other way, and then with a warning.

import { toBase64url } from "@longrein/protocol";
import { artifactBytesMax } from "@longrein/protocol/limits";
import type { Clock } from "../platform/clock.ts";
import { sizeOfFolder } from "../platform/folder-size.ts";
import { removeFolder } from "../platform/scratch-files.ts";
import { type UserFailure, asUserFailure } from "../platform/user-failure.ts";
import { cutText } from "../runs/cut-text.ts";
import type { Attempt } from "../store/attempt-table.ts";
import type { Store } from "../store/store.ts";
import type { Workspace } from "../workspaces/workspace.ts";
import { keepWork, requireWorktreeOf } from "../workspaces/keep-work.ts";
import { removeWorktree } from "../workspaces/remove-worktree.ts";
import { type WorktreeDiff, diffOfWorktree } from "../workspaces/worktree-diff.ts";
import { type Worktree, folderInWorktree, makeWorktree } from "../workspaces/worktree.ts";
import type { WatchedFolder } from "./quota-watch.ts";
import type { RunLog } from "./run-log.ts";

const warningBytesMax = 1_024;
const inEffect = "what the coding agent changes is in effect at once, and no diff of it is kept";

export interface AttemptKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Where worktrees are made; the user's alone. */
  readonly worktrees: string;
}

/** Where a coding agent works. */
export interface WorkPlace {
  readonly folder: string;
  /** Nobody but the run uses it. */
  readonly isOwn: boolean;
}

/** More than that would be measured for longer than it is worth. */
const filesMeasuredMax = 1_000_000;

type Started = Omit<Attempt, "number" | "size"> & {
  readonly folder: string;
  readonly warning?: string;
};

/** Told of each worktree that is gone, with its work kept or not, or is still there, and why. */
export type Removed = (
  told: { readonly run: Uint8Array } & ({ readonly kept: boolean } | { readonly failure: unknown }),
) => void;

export class AttemptKeeper {
  readonly #options: AttemptKeeperOptions;
  /** Runs of which the folders are being removed. */
  readonly #removing = new Map<string, Promise<void>>();
  #stuck: UserFailure[] = [];

  constructor(options: AttemptKeeperOptions) {
    this.#options = options;
  }

  /** Goes on where the run worked before, if that is still there. */
  async begin(log: RunLog, workspace: Workspace, inPlace: boolean): Promise<WorkPlace> {
    await this.#removing.get(hex(log.id));
    const last = this.#options.store.attempts.last(log.id);
    const known = last && (await this.#folderOf(log.id, last, workspace));
    if (last !== undefined && known !== undefined) {
      return { folder: known, isOwn: last.place === "worktree" };
    }
    const number = (last?.number ?? 0) + 1;
    const started = await this.#start(log.id, number, workspace, inPlace);
    this.#record(log, number, started);
    return { folder: started.folder, isOwn: started.place === "worktree" };
  }

  /** What the run has changed so far; undefined where it works in a folder that is not its own. */
  async diff(
    run: Uint8Array,
    workspace: Workspace,
    signal: AbortSignal,
  ): Promise<WorktreeDiff | undefined> {
    const attempt = this.#options.store.attempts.last(run);
    if (attempt?.base === undefined) return undefined;
    const folder = await this.#folderOf(run, attempt, workspace);
    if (folder === undefined) throw new Error("the worktree is not there any more");
    const scratch = `${this.#placeOf(run, attempt.number)}.index`;
    const { base } = attempt;
    return diffOfWorktree(folder, { base, scratch, bytesMax: artifactBytesMax, signal });
  }

  /** Compared with what it was when the attempt began, even if that was before a restart. */
  async watchedFolder(run: Uint8Array, workspace: Workspace): Promise<WatchedFolder> {
    const { attempts, database } = this.#options.store;
    const attempt = attempts.last(run);
    if (attempt === undefined) throw new Error("expected an attempt");
    const isOwn = attempt.place === "worktree";
    const folder = isOwn ? this.#placeOf(run, attempt.number) : workspace.folder;
    const now = (signal: AbortSignal) => sizeOfFolder(folder, filesMeasuredMax, signal);
    if (attempt.size !== undefined) return { before: attempt.size, now };
    const before = await now(new AbortController().signal);
    if (before !== undefined) {
      database.transaction(() => attempts.setSize(run, attempt.number, before));
    }
    return { before, now };
  }

  /** The worktree where the run works, if it has one and that is still there. */
  worktreeOf(run: Uint8Array, workspace: Workspace): Promise<string | undefined> {
    const attempt = this.#options.store.attempts.last(run);
    if (attempt?.place !== "worktree") return Promise.resolve(undefined);
    return this.#folderOf(run, attempt, workspace);
  }

  /** What it has changed so far becomes a branch of the repository; undefined if there is nothing. */
  async take(run: Uint8Array, { folder }: Workspace, message: string): Promise<string | undefined> {
    await this.#removing.get(hex(run));
    const { store, clock } = this.#options;
    const attempt = store.attempts.last(run);
    if (attempt?.place !== "worktree") throw new Error("the run has no worktree");
    const { number } = attempt;
    const place = this.#placeOf(run, number);
    await requireWorktreeOf(folder, place);
    const branch = await keepWork(place, branchOf(run, number), message);
    if (branch === undefined) return undefined;
    const entry = { what: "run.taken" as const, run: toBase64url(run), number, branch };
    store.database.transaction(() => store.audit.append(entry, clock.now()));
    return branch;
  }

  /** Why worktrees of forgotten runs were still there when they were last looked at. */
  get stuck(): readonly UserFailure[] {
    return this.#stuck;
  }

  /** One after the other; what cannot be removed is tried again the next time. */
  async removeForgotten(
    workspaces: readonly Workspace[],
    removed: Removed,
    signal: AbortSignal,
  ): Promise<void> {
    const { store } = this.#options;
    this.#stuck = [];
    for (const run of store.retention.leftBehind()) {
      if (signal.aborted) return;
      // Somebody may have prompted it while another was being removed.
      if (!store.retention.isForgotten(run)) continue;
      const workspace = store.runs.byId(run)?.workspace;
      const repository = workspaces.find(({ name }) => name === workspace)?.folder;
      const removing = this.#removeAll(run, repository, removed);
      this.#removing.set(hex(run), removing);
      await removing;
      this.#removing.delete(hex(run));
    }
  }

  async #removeAll(run: Uint8Array, repository: string | undefined, removed: Removed) {
    const { store, clock } = this.#options;
    for (const { number, place } of store.attempts.of(run)) {
      try {
        const name = branchOf(run, number);
        const isOwn = place === "worktree";
        const folder = this.#placeOf(run, number);
        const branch = isOwn ? await removeWorktree(folder, repository, name) : undefined;
        const kept = branch === undefined ? {} : { branch };
        const entry = { what: "worktree.removed" as const, run: toBase64url(run), number, ...kept };
        store.database.transaction(() => {
          store.attempts.remove(run, number);
          if (isOwn) store.audit.append(entry, clock.now());
        });
        if (isOwn) removed({ run, kept: branch !== undefined });
      } catch (failure) {
        this.#stuck.push(asUserFailure(failure));
        removed({ run, failure });
      }
    }
    if (store.attempts.last(run) === undefined) await removeFolder(this.#folderOfRun(run));
  }

  async #start(
    run: Uint8Array,
    number: number,
    workspace: Workspace,
    inPlace: boolean,
  ): Promise<Started> {
    const { folder, git } = workspace;
    if (inPlace)
      return { place: "folder", folder, warning: `in the workspace itself: ${inEffect}` };
    if (!git)
      return {
        place: "folder",
        folder,
        warning: `without git there are no worktrees: ${inEffect}`,
      };
    try {
      const worktree = await makeWorktree(folder, this.#placeOf(run, number));
      return { place: "worktree", ...worktree, ...warningOf(worktree) };
    } catch (failure) {
      const why = failure instanceof Error ? failure.message : "unknown";
      const warning = `no worktree could be made (${why}): ${inEffect}`;
      return { place: "folder", folder, warning };
    }
  }

  #record(log: RunLog, number: number, { place, base, warning }: Started): void {
    const { store, clock } = this.#options;
    const at = clock.now();
    const attempt = { number, place, ...(base === undefined ? {} : { base }) };
    const said = warning === undefined ? {} : { warning: cutText(warning, warningBytesMax) };
    store.database.transaction(() => {
      store.attempts.add(log.id, attempt, at);
      store.audit.append({ what: "run.attempt", run: toBase64url(log.id), number, place }, at);
      log.record({ t: "attempt", ...attempt, ...said, at });
    });
  }

  async #folderOf(
    run: Uint8Array,
    { place, number }: Attempt,
    workspace: Workspace,
  ): Promise<string | undefined> {
    if (place === "folder") return workspace.folder;
    return folderInWorktree(workspace.folder, this.#placeOf(run, number)).catch(() => undefined);
  }

  /** By the id that the command line shows, in letters that every file system tells apart. */
  #placeOf(run: Uint8Array, number: number): string {
    return `${this.#folderOfRun(run)}/${number}`;
  }

  #folderOfRun(run: Uint8Array): string {
    return `${this.#options.worktrees}/${hex(run)}`;
  }
}

function warningOf({ uncommitted }: Worktree): { readonly warning?: string } {
  if (uncommitted === 0) return {};
  return { warning: `made of the last commit: ${uncommitted} uncommitted changes are not in it` };
}

function branchOf(run: Uint8Array, number: number): string {
  return `longrein/${hex(run).slice(0, 8)}-${number}`;
}

function hex(run: Uint8Array): string {
  return Buffer.from(run).toString("hex");
}
