// Rules about a file as a whole: its name, its size, its length.

import type { Finding } from "../finding.ts";
import type { Tree } from "../tree.ts";
import * as limits from "./limits.ts";

export function checkNames(tree: Tree): readonly Finding[] {
  return tree.paths.filter((path) => !limits.isVector(path)).flatMap(checkName);
}

function checkName(path: string): readonly Finding[] {
  for (const part of path.split("/")) {
    const [stem = ""] = part.replace("service-worker", "").split(".");
    const banned = stem.split(/[-_]/).find((word) => limits.bannedWords.has(word));
    if (banned !== undefined) {
      return [{ path, message: `name it for what it does: "${banned}" says nothing` }];
    }
  }
  return [];
}

export function checkSizes(tree: Tree): readonly Finding[] {
  const exempt = (path: string): boolean => limits.isVector(path) || limits.isLockfile(path);
  return tree.paths.flatMap((path) => {
    if (exempt(path) || tree.bytes(path) <= limits.fileBytesMax) return [];
    const kib = Math.ceil(tree.bytes(path) / 1_024);
    return [{ path, message: `${kib} KiB; at most ${limits.fileBytesMax / 1_024} KiB` }];
  });
}

/** Programs, styles and pages; documents have their own limits in scripts/check-docs.ts. */
export function checkLengths(tree: Tree): readonly Finding[] {
  const counted = tree.paths.filter(
    (path) =>
      /\.(tsx?|m?js|css|html|sh)$/.test(path) && !limits.isVector(path) && !limits.isTable(path),
  );
  return counted.flatMap((path) => {
    const lines = tree.text(path).replace(/\n$/, "").split("\n").length;
    if (lines <= limits.linesMax) return [];
    return [
      { path, message: `${lines} lines; split it by what it does (at most ${limits.linesMax})` },
    ];
  });
}
