// Transcripts as Claude Code leaves them, in a folder of the test's.

import { appendFile, mkdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { pastSessions } from "./past-sessions.ts";
import { claudeFolder } from "./transcript-files.ts";

const folder = "/home/me/my.project";
let temporary: ThrowAwayFolder;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
});
afterEach(() => temporary.remove());

const prompt = (text: string, cwd = folder) => ({
  type: "user",
  cwd,
  message: { role: "user", content: [{ type: "text", text }] },
});

async function transcript(session: string, at: number, ...lines: readonly object[]) {
  const project = join(temporary.path, "projects/-home-me-my-project");
  await mkdir(project, { recursive: true });
  const path = join(project, `${session}.jsonl`);
  await writeFile(path, lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
  await utimes(path, at, at);
  return path;
}

const listed = () => pastSessions(temporary.path, folder);

it("is nothing where nothing is remembered", async () => {
  expect(await listed()).toEqual([]);
});

it("is the latest first, named by its first prompt", async () => {
  await transcript("s-1", 1_000, prompt("Mend it\nplease"), prompt("And test it"));
  await transcript("s-2", 2_000, prompt("<command-name>/clear</command-name>"), prompt("Look"));
  expect(await listed()).toEqual([
    { session: "s-2", title: "Look", changedAt: 2_000_000, open: false, joinable: false },
    { session: "s-1", title: "Mend it", changedAt: 1_000_000, open: false, joinable: false },
  ]);
});

it("is named as somebody has named it, even behind a hundred thousand lines", async () => {
  const path = await transcript("s-1", 1_000, prompt("Mend it"));
  await appendFile(path, `${JSON.stringify({ type: "progress" })}\n`.repeat(100_000));
  await appendFile(path, `${JSON.stringify({ type: "ai-title", aiTitle: "Mending" })}\n`);
  expect(await listed()).toMatchObject([{ title: "Mending" }]);
  await appendFile(path, `${JSON.stringify({ type: "custom-title", customTitle: "Slugs" })}\n`);
  expect(await listed()).toMatchObject([{ title: "Slugs" }]);
});

it("leaves out what belongs to another folder of like name, what is empty and what is torn", async () => {
  await transcript("s-1", 1_000, prompt("Mend it", "/home/me/my-project"));
  const torn = await transcript("s-2", 1_000);
  await writeFile(torn, '{"type":"user","cwd":"/home/me/my.pro');
  expect(await listed()).toEqual([]);
});

it("is open while the process that has it runs", async () => {
  await transcript("s-1", 2_000, prompt("Mend it"));
  await transcript("s-2", 1_000, prompt("Look"));
  await mkdir(join(temporary.path, "sessions"));
  const entry = (pid: number, sessionId: string) => JSON.stringify({ pid, sessionId });
  await writeFile(join(temporary.path, "sessions/1.json"), entry(process.pid, "s-1"));
  await writeFile(join(temporary.path, "sessions/2.json"), entry(2 ** 30, "s-2"));
  expect((await listed()).map(({ open }) => open)).toEqual([true, false]);
});

it("lies where Claude Code is told to keep it", () => {
  expect(claudeFolder({ HOME: "/h" })).toBe("/h/.claude");
  expect(claudeFolder({ HOME: "/h", CLAUDE_CONFIG_DIR: "/c" })).toBe("/c");
});
