// The files a check looks at: the repository on disk or a small tree written out in a fixture, so that
// every check is a pure function from a tree to its findings.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Tree {
  /** Paths with forward slashes, relative to the root, sorted. */
  readonly paths: readonly string[];
  has(path: string): boolean;
  text(path: string): string;
  bytes(path: string): number;
}

/** Folders that hold what was fetched or built; the same names stand in .gitignore. */
const leftOut = new Set([".git", ".cache", ".wrangler", "coverage", "dist", "node_modules"]);

export function treeOnDisk(root: string): Tree {
  const paths = walk(root, "").toSorted();
  const known = withFolders(paths);
  return {
    paths,
    has: (path) => known.has(path),
    text: (path) => readFileSync(join(root, path), "utf8"),
    bytes: (path) => statSync(join(root, path)).size,
  };
}

export function treeOf(files: ReadonlyMap<string, string>): Tree {
  const known = withFolders([...files.keys()]);
  const text = (path: string): string => {
    const found = files.get(path);
    if (found === undefined) throw new Error(`no file ${path} in this tree`);
    return found;
  };
  return {
    paths: [...files.keys()].toSorted(),
    has: (path) => known.has(path),
    text,
    bytes: (path) => Buffer.byteLength(text(path)),
  };
}

function walk(root: string, folder: string): string[] {
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (leftOut.has(entry.name)) return [];
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return walk(root, path);
    return entry.isFile() && !entry.name.endsWith(".log") ? [path] : [];
  });
}

function withFolders(paths: readonly string[]): ReadonlySet<string> {
  const known = new Set(paths);
  for (const path of paths) {
    for (let slash = path.indexOf("/"); slash !== -1; slash = path.indexOf("/", slash + 1)) {
      known.add(path.slice(0, slash));
    }
  }
  return known;
}
