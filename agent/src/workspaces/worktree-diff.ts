// What a worktree holds beyond the commit that it was made of: commits, changes and new files alike. Neither its
// index nor its files are touched, and nothing that the repository names is run.

import { type GitOptions, neutralGit, neutralGitOutput } from "../platform/neutral-git.ts";
import { copyWithItsAge, removeScratch, writeScratch } from "../platform/scratch-files.ts";

export interface WorktreeDiff {
  /** A unified diff; empty if there is no difference. */
  readonly text: string;
  readonly isWhole: boolean;
  /** Of the files in it, by their place in the repository. */
  readonly paths: readonly string[];
  /** The place of the workspace's folder in the repository, with a slash behind it; empty for its root. */
  readonly prefix: string;
}

export interface DiffOptions {
  /** What it was made of. */
  readonly base: string;
  /** A place for an index of our own, which does not exist; it is removed again. */
  readonly scratch: string;
  readonly bytesMax: number;
  readonly signal: AbortSignal;
}

/** What is larger than any diff is not read at all, and told as binary. */
const large = ["-c", "core.bigFileThreshold=4m"];
/** They win over whatever the repository's settings say of diffs. A submodule's own files are not looked at. */
const form = [
  "--no-ext-diff",
  "--no-textconv",
  "--no-color",
  "--no-relative",
  "--ignore-submodules=dirty",
];
const asText = [
  "--unified=3",
  "--inter-hunk-context=0",
  "--submodule=short",
  "--src-prefix=a/",
  "--dst-prefix=b/",
];

/** Of new files: far more than anybody looks at. */
const namesBytesMax = 16 * 1_024 * 1_024;

/** Rejects with why not. */
export async function diffOfWorktree(
  folder: string,
  { base, scratch, bytesMax, signal }: DiffOptions,
): Promise<WorktreeDiff> {
  const ours: GitOptions = { index: scratch, signal };
  const namesFile = `${scratch}.names`;
  try {
    const { root, index, prefix } = await placesOf(folder, signal);
    // Git believes what an index says of a file only where the file is older than the index.
    await copyWithItsAge(index, scratch);
    await nameNewFiles(root, namesFile, ours);
    const diff = [...large, "diff", ...form];
    const bounded = { ...ours, outputBytesMax: bytesMax };
    const { text, isWhole } = await neutralGitOutput(root, [...diff, ...asText, base], bounded);
    const named = [...diff, "--no-renames", "--name-only", "-z", base];
    const paths = namesIn(
      await neutralGit(root, named, { ...ours, outputBytesMax: namesBytesMax }),
    );
    return { text, isWhole, paths, prefix };
  } finally {
    await removeScratch([scratch, `${scratch}.lock`, namesFile]);
  }
}

async function placesOf(folder: string, signal: AbortSignal) {
  const asked = [
    "--show-toplevel",
    "--show-prefix",
    "--path-format=absolute",
    "--git-path",
    "index",
  ];
  const said = await neutralGit(folder, ["rev-parse", ...asked], { signal });
  const [root = "", prefix = "", index = ""] = said.split("\n");
  return { root, prefix, index };
}

/**
 * In our index, so that the diff has them; what they hold is stored nowhere. By name, since git would otherwise
 * look into each submodule, and run what that one's settings say.
 */
async function nameNewFiles(root: string, namesFile: string, ours: GitOptions): Promise<void> {
  const bounded = { ...ours, outputBytesMax: namesBytesMax };
  const asked = ["ls-files", "--others", "--exclude-standard", "-z"];
  const { text, isWhole } = await neutralGitOutput(root, asked, bounded);
  if (!isWhole) throw new Error("there are too many new files");
  // A slash at the end means a repository within, which is not looked into.
  const names = namesIn(text).filter((name) => !name.endsWith("/"));
  if (names.length === 0) return;
  await writeScratch(namesFile, names.join("\0"));
  const from = [`--pathspec-from-file=${namesFile}`, "--pathspec-file-nul"];
  await neutralGit(root, ["--literal-pathspecs", "add", "--intent-to-add", ...from], ours);
}

function namesIn(text: string): string[] {
  return text.split("\0").filter((name) => name !== "");
}
