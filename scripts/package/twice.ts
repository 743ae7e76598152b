// Whether the package depends on nothing but the sources: made again from a copy of them in another folder, at
// another time and under another name, it must be the same to the byte.

import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { throwAwayFolder } from "../../agent/src/platform/throw-away-folder.ts";
import { treeOnDisk } from "../tree.ts";

const root = join(import.meta.dirname, "../..");

/** Throws unless it is the same; says its hash. */
export async function makeAgain(archive: string): Promise<string> {
  const elsewhere = await throwAwayFolder("longrein-made-again-");
  try {
    copySources(elsewhere.path);
    linkPackages(elsewhere.path);
    const words = [join(elsewhere.path, "scripts/package.ts")];
    const said = execFileSync(process.execPath, words, { encoding: "utf8", cwd: elsewhere.path });
    // Which file it is, of the relay, of the app or of our own code, before that the archives differ.
    comparePackages(join(dirname(archive), "package"), join(elsewhere.path, "dist/package"));
    const [first, again] = [archive, said.trim().split("\n").at(-1) ?? ""].map(hashOf);
    if (first !== again) throw new Error(`the archive differs when it is made again: ${again}`);
    return `the same when made in another folder, sha256 ${first}`;
  } finally {
    await elsewhere.remove();
  }
}

/** All that is written by hand, and nothing that was fetched or built. */
export function copySources(folder: string): void {
  for (const path of treeOnDisk(root).paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
}

/** Those of npm, but our own from the copy. */
function linkPackages(folder: string): void {
  const ours = "@longrein";
  mkdirSync(join(folder, "node_modules", ours), { recursive: true });
  for (const name of readdirSync(join(root, "node_modules")).filter((each) => each !== ours)) {
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name));
  }
  for (const name of readdirSync(join(root, "node_modules", ours))) {
    symlinkSync(join(folder, name), join(folder, "node_modules", ours, name));
  }
}

function comparePackages(first: string, again: string): void {
  const paths = new Set([first, again].flatMap(filesIn));
  const differing = [...paths].filter((path) => hashAt(first, path) !== hashAt(again, path));
  if (differing.length > 0) throw new Error(`made again, these differ: ${differing.join(", ")}`);
  for (const part of ["dist/relay/worker.js", "dist/app/index.html", "dist/app-manifest.json"]) {
    if (!paths.has(part)) throw new Error(`there is no ${part} in the package`);
  }
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}

function hashAt(folder: string, path: string): string | undefined {
  const file = join(folder, path);
  return existsSync(file) ? hashOf(file) : undefined;
}

function hashOf(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("hex");
}
