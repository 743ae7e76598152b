// A git worktree of a run's own: made of the commit that the workspace stands at, detached, so that it is in
// nobody's way. Nothing that the repository names is run for it.

import { realFolder } from "../platform/files.ts";
import { neutralGit, neutralGitLine } from "../platform/neutral-git.ts";
import { removeFolder } from "../platform/scratch-files.ts";

export interface Worktree {
  /** Where in it the workspace's own folder is found: the workspace may be a part of its repository. */
  readonly folder: string;
  readonly base: string;
  /** What lies in the workspace and was never committed, so that it is not in the worktree. */
  readonly uncommitted: number;
}

/** Rejects with why not; `place` must not exist. */
export async function makeWorktree(workspace: string, place: string): Promise<Worktree> {
  const base = await commitOf(workspace);
  const changed = await neutralGit(workspace, [
    "status",
    "--porcelain",
    "--ignore-submodules=dirty",
    "-z",
  ]);
  await neutralGit(workspace, ["worktree", "add", "--no-checkout", "--detach", place, base]);
  const folder = await filled(workspace, place);
  return { folder, base, uncommitted: changed.split("\0").filter((entry) => entry !== "").length };
}

async function commitOf(workspace: string): Promise<string> {
  try {
    return await neutralGitLine(workspace, "rev-parse", "--verify", "HEAD^{commit}");
  } catch (failure) {
    const isNone = failure instanceof Error && failure.message.includes("Needed a single revision");
    throw isNone ? new Error("its HEAD leads to no commit", { cause: failure }) : failure;
  }
}

/** Its files come in a step of their own, made in it: a worktree may have settings that the workspace has not. */
async function filled(workspace: string, place: string): Promise<string> {
  try {
    await neutralGit(place, ["reset", "--hard", "--quiet", "--no-recurse-submodules"]);
    const folder = await folderInWorktree(workspace, place);
    if (folder === undefined) throw new Error("the workspace's folder was never committed");
    return folder;
  } catch (failure) {
    await removeFolder(place);
    await neutralGit(workspace, ["worktree", "prune"]);
    throw failure;
  }
}

/** Undefined if it is not there any more. */
export async function folderInWorktree(
  workspace: string,
  place: string,
): Promise<string | undefined> {
  const prefix = (await neutralGit(workspace, ["rev-parse", "--show-prefix"])).trimEnd();
  return realFolder(`${place}/${prefix}`);
}
