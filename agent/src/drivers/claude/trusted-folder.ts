// Whether somebody has told Claude Code at the desktop that they trust a folder. Only then what the folder
// brings along for Claude Code is used: its tool servers are programs, and run without being asked about. The
// desktop asks before the first session there, so a session there is the answer; Claude Code's own record of
// it lies among keys, which are none of our business.

import { readWholeFile, realFolder } from "../../platform/files.ts";
import { latestFiles, linesAtEnds } from "../../platform/look-into-files.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { parsedLine, transcriptFolders } from "./transcript-files.ts";

const sessionsMax = 20;
const readBytesMax = 64 * 1_024;
/** What a folder may bring along. */
const brought = ["CLAUDE.md", ".claude", ".mcp.json"];

/** Words that start Claude Code without any of it. */
export const withoutProject: readonly string[] = [
  "--setting-sources",
  "user",
  "--strict-mcp-config",
];

export async function bringsSomething(folder: string): Promise<boolean> {
  const places = await Promise.all(brought.map((name) => realFolder(`${folder}/${name}`)));
  return places.some((place) => place !== undefined);
}

export async function isTrusted(claude: string, folder: string): Promise<boolean> {
  const main = await mainWorktree(folder);
  return (
    (await wasOpened(claude, folder)) || (main !== undefined && (await wasOpened(claude, main)))
  );
}

async function wasOpened(claude: string, folder: string): Promise<boolean> {
  for (const place of await transcriptFolders(claude, folder)) {
    for (const { path } of await latestFiles(place, ".jsonl", sessionsMax)) {
      const lines = (await linesAtEnds(path, readBytesMax).catch(() => [])).map(parsedLine);
      const here = lines.filter((line) => textOf(line, "cwd") === folder);
      if (here.some((line) => textOf(line, "entrypoint") === "cli")) return true;
    }
  }
  return false;
}

/** A worktree of git says in a file where its repository is. */
async function mainWorktree(folder: string): Promise<string | undefined> {
  const bytes = await readWholeFile(`${folder}/.git`).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const text = new TextDecoder().decode(bytes);
  return /^gitdir: (\/.+)\/\.git\/worktrees\/[^/\n]+\n?$/.exec(text)?.[1];
}
