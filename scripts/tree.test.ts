// The tree of a fixture and the tree on disk answer alike.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { type Tree, treeOf, treeOnDisk } from "./tree.ts";

const files = new Map([
  ["README.md", "# Ünïcode\n"],
  ["agent/src/main.ts", "// main\n"],
]);
const root = mkdtempSync(join(tmpdir(), "longrein-tree-"));

afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const describeTree = (tree: Tree): unknown => ({
  paths: tree.paths,
  sizes: tree.paths.map((path) => tree.bytes(path)),
  texts: tree.paths.map((path) => tree.text(path)),
  folders: ["agent", "agent/src", "agent/sr", "relay"].map((path) => tree.has(path)),
});

it("reads the same from the disk as from a fixture, and leaves out what was fetched or built", () => {
  for (const [path, text] of files) write(path, text);
  for (const folder of ["node_modules/ws", "dist/app", ".git", "agent/node_modules/x", ".cache"]) {
    write(`${folder}/file.ts`, "");
  }
  write("agent/agent.log", "a line\n");
  const tree = treeOnDisk(root);
  expect(describeTree(tree)).toEqual(describeTree(treeOf(files)));
  expect(tree.paths).toEqual([...files.keys()]);
  expect(tree.bytes("README.md")).toBe(12);
});
