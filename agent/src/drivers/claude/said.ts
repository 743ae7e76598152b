// What was said in a session of Claude Code's, by the end of its transcript.

import { join } from "node:path";
import { FileTail } from "../../platform/file-tail.ts";
import type { Said } from "../../runs/driver.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";
import { parsedLine, promptIn, transcriptFolders } from "./transcript-files.ts";

const lastBytesMax = 1_024 * 1_024;

/** Undefined if there is no such session of this folder. */
export async function saidIn(
  claude: string,
  folder: string,
  session: string,
): Promise<readonly Said[] | undefined> {
  for (const place of await transcriptFolders(claude, folder)) {
    const lines = await linesOfTranscript(place, session);
    if (lines.some((line) => textOf(line, "cwd") === folder)) return lines.flatMap(saidBy);
  }
  return undefined;
}

/** The end of it; nothing if it is not there. */
export async function linesOfTranscript(place: string, session: string): Promise<unknown[]> {
  if (!/^[\w-]+$/.test(session)) return [];
  const tail = new FileTail(join(place, `${session}.jsonl`), lastBytesMax);
  return (await tail.read()).map(parsedLine);
}

function saidBy(line: unknown): Said[] {
  const prompt = promptIn(line);
  if (prompt !== undefined) return [{ by: "user", text: prompt }];
  if (textOf(line, "type") !== "assistant" || fieldOf(line, "isSidechain") === true) return [];
  return listOf(fieldOf(line, "message"), "content").flatMap((block) => {
    const text = textOf(block, "type") === "text" ? textOf(block, "text") : undefined;
    return text === undefined ? [] : [{ by: "agent" as const, text }];
  });
}
