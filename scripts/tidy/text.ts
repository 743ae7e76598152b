// Rules about text in any file: no paths of one person's machine, no notes left over, no registry's name.

import { type Finding, lineAt } from "../finding.ts";
import type { Tree } from "../tree.ts";
import { isFixture, isLockfile, isVector } from "./limits.ts";

/** Names in /home and /Users that stand for anybody, or for the people our tests tell of. */
const anybody = "(?:you|user|username|me|example|ada|mara)\\b";

const faults: readonly { readonly pattern: RegExp; readonly message: string }[] = [
  {
    pattern: new RegExp(`(?<![\\w.])/(?:home|Users)/(?!${anybody})[\\w.-]+`, "g"),
    message: "a home path; write ~ or a placeholder such as /home/you",
  },
  {
    pattern: /(?<![\w.~}])\/(?:root|work|workspaces)\/[\w.-]+/g,
    message: "a path of one machine",
  },
  { pattern: /\b[A-Z]:\\{1,2}Users\\{1,2}(?!you\b)\w+/g, message: "a path of one machine" },
  {
    pattern: /\b(?:FIX[M]E|TO[D]O|XX[X])\b/g,
    message: "a note left over; do it, or open an issue and describe it there",
  },
];

export function checkTexts(tree: Tree): readonly Finding[] {
  const exempt = (path: string): boolean => isVector(path) || isLockfile(path) || isFixture(path);
  return tree.paths.filter((path) => !exempt(path)).flatMap((path) => checkText(tree, path));
}

function checkText(tree: Tree, path: string): readonly Finding[] {
  const text = tree.text(path);
  if (text.includes("\0")) return [];
  return faults.flatMap(({ pattern, message }) =>
    [...text.matchAll(pattern)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      message: `${match[0]}: ${message}`,
    })),
  );
}

/** Hosts in the lockfile tie everybody to one registry; the integrity hashes are enough. */
export function checkRegistries(tree: Tree): readonly Finding[] {
  const hosts = find(tree, isLockfile, /"resolved": "[a-z+]+:\/\//g);
  const [first] = hosts;
  const advice = `${hosts.length} "resolved" with a host: npm install --omit-lockfile-registry-resolved`;
  const settings = find(tree, (path) => /(^|\/)\.npmrc$/.test(path), /^(@[\w-]+:)?registry *=/gm);
  return [
    ...(first === undefined ? [] : [{ ...first, message: advice }]),
    ...settings.map((at) => ({ ...at, message: "the registry is each developer's own setting" })),
  ];
}

function find(
  tree: Tree,
  wanted: (path: string) => boolean,
  pattern: RegExp,
): readonly { readonly path: string; readonly line: number }[] {
  return tree.paths.filter(wanted).flatMap((path) => {
    const text = tree.text(path);
    return [...text.matchAll(pattern)].map(({ index }) => ({ path, line: lineAt(text, index) }));
  });
}

/** Styles and shell scripts; scripts/tidy/syntax.ts sees to what has a syntax tree. */
export function checkOpenings(tree: Tree): readonly Finding[] {
  const opening = (path: string): RegExp | undefined => {
    if (path.endsWith(".css")) return /^\/\*[^*]*[a-z]{3}/i;
    if (path.endsWith(".sh") || path === ".ci/run") return /^#!.*\n# .*[a-z]{3}/i;
    return path.startsWith(".githooks/") ? /^#!.*\n# .*[a-z]{3}/i : undefined;
  };
  return tree.paths.flatMap((path) => {
    const says = opening(path)?.test(tree.text(path)) ?? true;
    return says
      ? []
      : [{ path, line: 1, message: "open the file with one to five lines on what it is for" }];
  });
}
