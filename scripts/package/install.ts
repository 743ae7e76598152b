// Installs the package as anybody would, `npm install -g`, into a prefix of its own.

import { spawnSync } from "node:child_process";
import { dirname, join } from "node:path";

export interface InstalledPackage {
  readonly command: string;
  /** Where npm has put its own files. */
  readonly folder: string;
  /** How many packages there are now, itself among them. */
  readonly packages: number;
}

export interface Place {
  readonly prefix: string;
  readonly node: string;
}

const installAtMostMs = 5 * 60_000;

export function installPackage(archive: string, { prefix, node }: Place): InstalledPackage {
  const path = dirname(node);
  // Whoever installs it has not our settings, and may or may not run install scripts: without them it must work.
  npm(path, ["install", "-g", "--prefix", prefix, "--ignore-scripts", archive]);
  const listed = npm(path, ["ls", "-g", "--prefix", prefix, "--all", "--parseable"]);
  const folders = listed.split("\n").filter((line) => line.includes("node_modules"));
  return {
    command: join(prefix, "bin/longrein"),
    folder: join(prefix, "lib/node_modules/longrein"),
    packages: new Set(folders).size,
  };
}

function npm(path: string, words: readonly string[]): string {
  const quiet = ["--no-audit", "--no-fund", "--no-progress", "--loglevel=error"];
  const { status, error, stdout, stderr } = spawnSync("npm", [...words, ...quiet], {
    encoding: "utf8",
    timeout: installAtMostMs,
    env: { ...process.env, PATH: `${path}:${process.env["PATH"] ?? ""}` },
  });
  if (status === 0) return stdout;
  throw new Error(`npm ${words.join(" ")} failed: ${error?.message ?? `${stdout}${stderr}`}`);
}
