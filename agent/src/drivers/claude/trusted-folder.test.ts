// A folder is trusted once somebody has worked there at the desktop, and only that folder.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { bringsSomething, isTrusted } from "./trusted-folder.ts";

let temporary: ThrowAwayFolder;
let claude: string;
let folder: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  claude = await temporary.makeFolder("claude");
  folder = await temporary.makeFolder("work");
});
afterEach(() => temporary.remove());

async function session(cwd: string, entrypoint: string): Promise<void> {
  const project = join(claude, "projects", cwd.replaceAll(/[^a-zA-Z0-9]/g, "-"));
  await mkdir(project, { recursive: true });
  const line = JSON.stringify({ type: "user", cwd, entrypoint, message: { content: "hi" } });
  await writeFile(join(project, `${entrypoint}.jsonl`), `${line}\n`);
}

it("is not by itself, nor by sessions that no desktop has opened", async () => {
  expect(await isTrusted(claude, folder)).toBe(false);
  await session(folder, "sdk-cli");
  expect(await isTrusted(claude, folder)).toBe(false);
});

it("is when a session was opened there at the desktop", async () => {
  await session(folder, "cli");
  expect(await isTrusted(claude, folder)).toBe(true);
  expect(await isTrusted(claude, `${folder}/sub`)).toBe(false);
});

it("is not by a folder whose transcripts have the same name", async () => {
  await session(folder.replace(/work$/, "work!"), "cli");
  expect(await isTrusted(claude, `${folder}-`)).toBe(false);
});

it("is where it is a worktree of a repository that is", async () => {
  const tree = await temporary.makeFolder("tree");
  await writeFile(join(tree, ".git"), `gitdir: ${folder}/.git/worktrees/tree\n`);
  expect(await isTrusted(claude, tree)).toBe(false);
  await session(folder, "cli");
  expect(await isTrusted(claude, tree)).toBe(true);
});

it.each(["CLAUDE.md", ".mcp.json"])("brings something with a %s", async (name) => {
  expect(await bringsSomething(folder)).toBe(false);
  await writeFile(join(folder, name), "");
  expect(await bringsSomething(folder)).toBe(true);
});
