// Where Claude Code keeps the transcripts of a folder's sessions, and what a line of one is.

import { namesIn } from "../../platform/look-into-files.ts";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";

/** Claude Code names a folder's transcripts after its path, cut after this many characters. */
const nameCharactersMax = 200;

/** Claude Code's own folder: where it keeps its settings and what it remembers. */
export function claudeFolder(variables: Readonly<Record<string, string | undefined>>): string {
  return variables["CLAUDE_CONFIG_DIR"] ?? `${variables["HOME"] ?? ""}/.claude`;
}

/** Whether Claude Code keeps this session's transcript there. */
export function isTranscriptOf(claude: string, session: string, path: string): boolean {
  const inProjects = path.startsWith(`${claude}/projects/`) && !path.split("/").includes("..");
  return inProjects && path.endsWith(`/${session}.jsonl`);
}

/** More than one for a long path, of which only the beginning is in the name. */
export async function transcriptFolders(claude: string, folder: string): Promise<string[]> {
  const name = folder.replaceAll(/[^a-zA-Z0-9]/g, "-");
  const all = `${claude}/projects`;
  if (name.length <= nameCharactersMax) return [`${all}/${name}`];
  const start = `${name.slice(0, nameCharactersMax)}-`;
  const names = await namesIn(all);
  return names.filter((each) => each.startsWith(start)).map((each) => `${all}/${each}`);
}

/** Undefined for what is no JSON. */
export function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** What somebody has typed; not what Claude Code says in their place. */
export function promptIn(line: unknown): string | undefined {
  const said = saidIn(line);
  return said === undefined || said.startsWith("<") || isInterruption(line) ? undefined : said;
}

/** Somebody has stopped the turn. */
export function isInterruption(line: unknown): boolean {
  return saidIn(line)?.startsWith("[Request interrupted") === true;
}

function saidIn(line: unknown): string | undefined {
  const skip = fieldOf(line, "isMeta") === true || fieldOf(line, "isSidechain") === true;
  if (textOf(line, "type") !== "user" || skip) return undefined;
  const message = fieldOf(line, "message");
  const texts = listOf(message, "content").map((block) => textOf(block, "text"));
  return textOf(message, "content") ?? texts.find((text) => text !== undefined);
}
