// Takes a worktree away for good. What lies there and nowhere else is kept before, as a branch of the repository
// that it was made of: the work is that one's. Nothing that the repository names is run.

import { realFolder } from "../platform/files.ts";
import { neutralGit, neutralGitOutput } from "../platform/neutral-git.ts";
import { holdsGit } from "../platform/real-directory.ts";
import { removeFolder, removeScratch, writeScratch } from "../platform/scratch-files.ts";

/** As whoever reads the history sees who made this commit. */
const author = {
  GIT_AUTHOR_NAME: "longrein",
  GIT_AUTHOR_EMAIL: "longrein@localhost",
  GIT_COMMITTER_NAME: "longrein",
  GIT_COMMITTER_EMAIL: "longrein@localhost",
};
const message = "What a run had changed when it was forgotten";
const namesBytesMax = 16 * 1_024 * 1_024;

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
  const common = await commonFolder(place);
  if (repository !== undefined && (await commonFolder(repository)) !== common) {
    throw new Error("it says that it belongs to another repository");
  }
  await refuseInnerRepositories(place);
  const isKept = await keepWork(place, branch);
  await neutralGit(common, ["worktree", "remove", "--force", "--force", place]);
  await removeFolder(place);
  return isKept ? branch : undefined;
}

function commonFolder(folder: string): Promise<string> {
  return line(folder, "rev-parse", "--path-format=absolute", "--git-common-dir");
}

/** They have commits of their own, which would go with the worktree. */
async function refuseInnerRepositories(place: string): Promise<void> {
  const linked = (await names(place, "ls-files", "--stage", "-z"))
    .filter((entry) => entry.startsWith("160000 "))
    .map((entry) => entry.slice(entry.indexOf("\t") + 1));
  const strange = (await newNames(place)).filter((name) => name.endsWith("/"));
  const filled = linked.filter((name) => holdsGit(`${place}/${name}`));
  if (strange.length + filled.length > 0) throw new Error("there are other repositories in it");
}

async function keepWork(place: string, branch: string): Promise<boolean> {
  const head = await line(place, "rev-parse", "--verify", "HEAD^{commit}");
  const elsewhere = ["--not", "--branches", "--tags", "--remotes"];
  const isOnlyHere = (await line(place, "rev-list", "--count", head, ...elsewhere)) !== "0";
  const changed = await changedNames(place);
  if (changed.length === 0 && !isOnlyHere) return false;
  const commit = changed.length === 0 ? head : await commitAll(place, head, changed);
  await neutralGit(place, ["update-ref", `refs/heads/${branch}`, commit]);
  return true;
}

/** Compared with its last commit; not what git ignores. */
async function changedNames(place: string): Promise<string[]> {
  const form = ["--no-ext-diff", "--no-textconv", "--no-renames", "--ignore-submodules=all"];
  const changed = await names(place, "diff", ...form, "--name-only", "-z", "HEAD");
  return [...changed, ...(await newNames(place))];
}

function newNames(place: string): Promise<string[]> {
  return names(place, "ls-files", "--others", "--exclude-standard", "-z");
}

/** With an index of our own, so that a failure leaves no trace. By name: git looks into nothing else then. */
async function commitAll(place: string, head: string, changed: string[]): Promise<string> {
  const index = `${place}.index`;
  const namesFile = `${place}.names`;
  try {
    await neutralGit(place, ["read-tree", head], { index });
    await writeScratch(namesFile, changed.join("\0"));
    const from = [`--pathspec-from-file=${namesFile}`, "--pathspec-file-nul"];
    await neutralGit(place, ["--literal-pathspecs", "add", "--all", ...from], { index });
    const tree = (await neutralGit(place, ["write-tree"], { index })).trim();
    const commit = ["commit-tree", "-p", head, "-m", message, tree];
    return (await neutralGit(place, commit, { environment: author })).trim();
  } finally {
    await removeScratch([index, `${index}.lock`, namesFile]);
  }
}

async function line(folder: string, ...command: readonly string[]): Promise<string> {
  return (await neutralGit(folder, command)).replace(/\n$/, "");
}

async function names(folder: string, ...command: readonly string[]): Promise<string[]> {
  const { text, isWhole } = await neutralGitOutput(folder, command, {
    outputBytesMax: namesBytesMax,
  });
  if (!isWhole) throw new Error("there are too many files in it");
  return text.split("\0").filter((name) => name !== "");
}
