// A branch for the work of a run: of the name it should have, or the next that is free. No branch that is there is
// moved, and where git can make none it is said why and what to do: the work stays in its worktree until then.

import { neutralGit, neutralGitLine } from "../platform/neutral-git.ts";
import { isThere } from "../platform/remove-own.ts";
import { UserFailure } from "../platform/user-failure.ts";

/** Of one name, each with other work. */
const branchesMax = 64;

/** Resolves with its name: also that of one which holds the same work already. */
export async function makeBranch(place: string, name: string, commit: string): Promise<string> {
  try {
    return await firstFree(place, name, commit);
  } catch (failure) {
    throw failure instanceof UserFailure ? failure : await inWords(failure, place, name);
  }
}

/** Rejects as making it would, for what can be known before. */
export async function requireRoomFor(place: string, name: string): Promise<void> {
  const taken = await besideAnother(place, name);
  if (taken !== undefined) throw taken;
  const named = `refs/heads/${name}.lock`;
  const lock = await neutralGitLine(
    place,
    "rev-parse",
    "--path-format=absolute",
    "--git-path",
    named,
  );
  if (isThere(lock)) throw isHeld(lock);
}

async function firstFree(place: string, name: string, commit: string): Promise<string> {
  const tree = await neutralGitLine(place, "rev-parse", `${commit}^{tree}`);
  for (let number = 1; number <= branchesMax; number++) {
    const branch = number === 1 ? name : `${name}.${number}`;
    const ref = `refs/heads/${branch}`;
    const there = await refsAt(place, ref);
    if (there.get(ref) === tree) return branch;
    if (there.size > 0 || (await leadsElsewhere(place, ref))) continue;
    // All zeros: only if it is still free.
    const none = "0".repeat(commit.length);
    await neutralGit(place, ["update-ref", "--no-deref", ref, commit, none]);
    return branch;
  }
  throw new UserFailure(
    "failed",
    `there are ${branchesMax} branches called ${name} already`,
    "remove those that nobody needs, as with git branch -D, and do this again",
  );
}

/** The tree of this one and of all below it. */
async function refsAt(place: string, ref: string): Promise<ReadonlyMap<string, string>> {
  const said = await neutralGitLine(place, "for-each-ref", "--format=%(tree) %(refname)", ref);
  const lines = said.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => [line.slice(line.indexOf(" ") + 1), line.split(" ")[0] ?? ""]),
  );
}

/** As HEAD does, and be it to a branch that is not there. */
function leadsElsewhere(place: string, ref: string): Promise<boolean> {
  const asked = neutralGitLine(place, "symbolic-ref", "--quiet", ref);
  return asked.then(
    () => true,
    () => false,
  );
}

const then = "and do this again; until then the work stays in its worktree";

async function inWords(failure: unknown, place: string, name: string): Promise<UserFailure> {
  const complaint = failure instanceof Error ? failure.message : "unknown";
  const options = { cause: failure };
  const taken = await besideAnother(place, name, options).catch(() => undefined);
  if (taken !== undefined) return taken;
  const [, lock] = /Unable to create '(.+\.lock)': File exists/.exec(complaint) ?? [];
  if (lock !== undefined) return isHeld(lock, options);
  const [first = ""] = complaint.split("\n").filter((line) => !line.includes("warning: "));
  const why = `git cannot make the branch ${name}: ${first.replace(/^git failed: /, "")}`;
  const hint = `mend what is broken, as with git update-ref --no-deref -d refs/heads/${name}, ${then}`;
  return new UserFailure("failed", why, hint, options);
}

/** A branch cannot be where another is a folder of branches. */
async function besideAnother(
  place: string,
  name: string,
  options?: ErrorOptions,
): Promise<UserFailure | undefined> {
  const [, above = ""] = /^(.+)\/[^/]+$/.exec(name) ?? [];
  const ref = `refs/heads/${above}`;
  if (!(await refsAt(place, ref)).has(ref)) return undefined;
  const why = `the repository has a branch called ${above}, beside which git can have none called ${name}`;
  const hint = `rename it, as with git branch -m ${above} OTHER, ${then}`;
  return new UserFailure("failed", why, hint, options);
}

function isHeld(lock: string, options?: ErrorOptions): UserFailure {
  const why = `git holds the branches of the repository, or was ended while it did: ${lock} is there`;
  const hint = `see that no git is at work there, remove that file, ${then}`;
  return new UserFailure("failed", why, hint, options);
}
