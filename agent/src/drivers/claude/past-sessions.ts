// What Claude Code remembers of work in a folder: its transcripts, of which only the ends are read, and its
// list of sessions that somebody has open.

import { latestFiles, linesAtEnds } from "../../platform/look-into-files.ts";
import { cutText } from "../../runs/cut-text.ts";
import type { PastSession } from "../../runs/driver.ts";
import { textOf } from "../../runs/loose-fields.ts";
import { openSessions } from "./open-sessions.ts";
import { parsedLine, promptIn, transcriptFolders } from "./transcript-files.ts";

const sessionsMax = 50;
/** Of each end of a transcript. */
const readBytesMax = 64 * 1_024;
const titleBytesMax = 512;

export async function pastSessions(claude: string, folder: string): Promise<PastSession[]> {
  const open = new Set((await openSessions(claude)).map(({ session }) => session));
  const found = await Promise.all(
    (await transcripts(claude, folder)).map(async ({ path, name, changedAt }) => {
      const session = name.slice(0, -".jsonl".length);
      const lines = (await linesAtEnds(path, readBytesMax).catch(() => [])).map(parsedLine);
      const inFolder = lines.some((line) => textOf(line, "cwd") === folder);
      const title = titleIn(lines);
      if (!inFolder || title === undefined) return [];
      const about = { session, title, changedAt, open: open.has(session), joinable: false };
      return [about];
    }),
  );
  return found.flat();
}

async function transcripts(claude: string, folder: string) {
  const folders = await transcriptFolders(claude, folder);
  const found = await Promise.all(folders.map((each) => latestFiles(each, ".jsonl", sessionsMax)));
  return found.flat();
}

/** The name that somebody gave it, or Claude Code, or else the first prompt. */
function titleIn(lines: readonly unknown[]): string | undefined {
  const named = (type: string, name: string) =>
    lines
      .filter((line) => textOf(line, "type") === type)
      .map((line) => textOf(line, name))
      .findLast((title) => title !== undefined && title !== "");
  const title =
    named("custom-title", "customTitle") ??
    named("ai-title", "aiTitle") ??
    named("summary", "summary") ??
    lines.map(promptIn).find((prompt) => prompt !== undefined);
  const [first = ""] = (title ?? "").trim().split("\n");
  return first === "" ? undefined : cutText(first, titleBytesMax);
}
