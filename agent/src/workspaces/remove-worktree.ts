// Takes a worktree away for good. What lies there and nowhere else is kept before, as a branch of the repository
// that it was made of: the work is that one's. Nothing that the repository names is run.

import { realFolder } from "../platform/files.ts";
import { neutralGit } from "../platform/neutral-git.ts";
import { removeFolder } from "../platform/scratch-files.ts";
import { foreseeWork, keepWork, requireWorktreeOf } from "./keep-work.ts";

const message = "What a run had changed when it was forgotten";

/**
 * Resolves with the branch, if there was something to be kept. Rejects, and leaves everything where it is, where
 * that could not be done. `repository` is where it was made, if that is still known.
 */
export async function removeWorktree(
  place: string,
  repository: string | undefined,
  branch: string,
): Promise<string | undefined> {
  if ((await realFolder(place)) === undefined) {
    if (repository !== undefined) await neutralGit(repository, ["worktree", "prune"]);
    return undefined;
  }
  const common = await requireWorktreeOf(repository, place);
  const kept = await keepWork(place, branch, message);
  await neutralGit(common, ["worktree", "remove", "--force", "--force", place]);
  await removeFolder(place);
  return kept;
}

export interface Foreseen {
  /** The one that it was made of. */
  readonly repository: string;
  /** That would be made of what lies nowhere else. */
  readonly branch?: string;
}

/** What removing it would come to; rejects where it would stay. Changes nothing. */
export async function foreseeRemoval(place: string, branch: string): Promise<Foreseen> {
  const common = await requireWorktreeOf(undefined, place);
  const hasWork = await foreseeWork(place, branch);
  return { repository: common.replace(/\/\.git$/, ""), ...(hasWork && { branch }) };
}
