// What lies in a worktree and nowhere else becomes a branch of the repository that it was made of. Nothing that the
// repository names is run, the worktree stays as it is, and no branch that is there is moved.

import { realFolder } from "../platform/files.ts";
import { neutralGit, neutralGitLine, neutralGitOutput } from "../platform/neutral-git.ts";
import { holdsGit } from "../platform/real-directory.ts";
import { UserFailure } from "../platform/user-failure.ts";
import { makeBranch, requireRoomFor } from "./make-branch.ts";
import { removeScratch, writeScratch } from "../platform/scratch-files.ts";

/** As whoever reads the history sees who made this commit. */
const author = {
  GIT_AUTHOR_NAME: "longrein",
  GIT_AUTHOR_EMAIL: "longrein@localhost",
  GIT_COMMITTER_NAME: "longrein",
  GIT_COMMITTER_EMAIL: "longrein@localhost",
};
const namesBytesMax = 16 * 1_024 * 1_024;
/** Named in what is said; who has more of them knows where to look. */
const innerNamedMax = 3;

/**
 * What lies at its place now could be a way to another repository: that one would know nothing of a worktree here.
 * `repository` is where it was made, if that is still known. Resolves with its git folder.
 */
export async function requireWorktreeOf(
  repository: string | undefined,
  place: string,
): Promise<string> {
  const common = await commonFolder(place);
  const isOther = repository !== undefined && (await commonFolder(repository)) !== common;
  if (isOther || !(await isKnownTo(common, place))) {
    throw new UserFailure(
      "failed",
      `${place} says that it belongs to another repository`,
      "look at what lies there, and move what you need; then remove that folder, and do this again",
    );
  }
  return common;
}

async function isKnownTo(common: string, place: string): Promise<boolean> {
  const known = await names(common, "worktree", "list", "--porcelain", "-z");
  const end = place.lastIndexOf("/");
  // Not where the last of it may lead to, which could be that repository itself.
  const above = await realFolder(place.slice(0, end));
  return known.includes(`worktree ${above}${place.slice(end)}`);
}

function commonFolder(folder: string): Promise<string> {
  return neutralGitLine(folder, "rev-parse", "--path-format=absolute", "--git-common-dir");
}

/** Resolves with the branch: the one of this name, or the next that is free; undefined if there is nothing to keep. */
export async function keepWork(
  place: string,
  name: string,
  message: string,
): Promise<string | undefined> {
  const work = await workIn(place, name);
  if (work === undefined) return undefined;
  const { head, changed } = work;
  const commit = changed.length === 0 ? head : await commitAll(place, { head, changed, message });
  return makeBranch(place, name, commit);
}

/** Whether there is something to keep; rejects where it would not be kept, as that would. Changes nothing. */
export async function foreseeWork(place: string, name: string): Promise<boolean> {
  if ((await workIn(place, name)) === undefined) return false;
  await requireRoomFor(place, name);
  return true;
}

interface Work {
  readonly head: string;
  /** Since that commit. */
  readonly changed: readonly string[];
}

async function workIn(place: string, name: string): Promise<Work | undefined> {
  await refuseInnerRepositories(place);
  const head = await neutralGitLine(place, "rev-parse", "--verify", "HEAD^{commit}");
  const elsewhere = ["--not", `--exclude=${name}*`, "--branches", "--tags", "--remotes"];
  const isOnlyHere =
    (await neutralGitLine(place, "rev-list", "--count", head, ...elsewhere)) !== "0";
  const changed = await changedNames(place);
  return changed.length === 0 && !isOnlyHere ? undefined : { head, changed };
}

/** They have commits of their own, which no branch of this repository could hold. */
async function refuseInnerRepositories(place: string): Promise<void> {
  const linked = (await names(place, "ls-files", "--stage", "-z"))
    .filter((entry) => entry.startsWith("160000 "))
    .map((entry) => entry.slice(entry.indexOf("\t") + 1));
  const strange = (await newNames(place)).filter((name) => name.endsWith("/"));
  const filled = linked.filter((name) => holdsGit(`${place}/${name}`));
  const inner = [...strange.map((name) => name.slice(0, -1)), ...filled];
  if (inner.length === 0) return;
  const named = inner.slice(0, innerNamedMax).map((name) => `${place}/${name}`);
  const more = inner.length > named.length ? ` and ${inner.length - named.length} more` : "";
  throw new UserFailure(
    "failed",
    `there is a repository of its own in a run's worktree, which no branch could keep: ${named.join(", ")}${more}`,
    "move it to where you want it, or remove it, and do this again",
  );
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
async function commitAll(
  place: string,
  { head, changed, message }: Work & { readonly message: string },
): Promise<string> {
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

async function names(folder: string, ...command: readonly string[]): Promise<string[]> {
  const { text, isWhole } = await neutralGitOutput(folder, command, {
    outputBytesMax: namesBytesMax,
  });
  if (!isWhole) throw new Error("there are too many files in it");
  return text.split("\0").filter((name) => name !== "");
}
