// Fixtures are small trees in one text file each: a sentence that names the fault, the files after lines
// like `-- path --`, and last the findings expected, one a line. Plain text, so that no tool that looks
// at the repository trips over the faults in it.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { type Tree, treeOf } from "./tree.ts";

export interface Fixture {
  readonly sentence: string;
  readonly tree: Tree;
  readonly expected: readonly string[];
}

const folderOfFixtures = join(import.meta.dirname, "fixtures");

export function readFixtures(folder: string): readonly Fixture[] {
  const path = join(folderOfFixtures, folder);
  const names = readdirSync(path).filter((name) => name.endsWith(".txt"));
  return names.toSorted().map((name) => parseFixture(readFileSync(join(path, name), "utf8")));
}

export function parseFixture(text: string): Fixture {
  const [sentence = "", ...sections] = text.split(/^-- (.+) --\n/m);
  const files = new Map<string, string>();
  for (let i = 0; i + 1 < sections.length; i += 2) {
    files.set(sections[i] ?? "", sections[i + 1] ?? "");
  }
  const expected = files.get("expected");
  if (expected === undefined) throw new Error(`a fixture without expected findings: ${sentence}`);
  files.delete("expected");
  const lines = expected.split("\n").filter((line) => line !== "");
  return {
    sentence: sentence.trim().replaceAll(/\s+/g, " "),
    tree: treeOf(files),
    expected: lines,
  };
}
