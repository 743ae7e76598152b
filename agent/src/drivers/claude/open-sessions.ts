// Sessions of Claude Code that run now, by the list that it keeps itself: one file for each of its processes.

import { isRunning, latestFiles, linesAtEnds } from "../../platform/look-into-files.ts";
import { numberOf, textOf } from "../../runs/loose-fields.ts";
import { parsedLine } from "./transcript-files.ts";

export interface OpenSession {
  readonly session: string;
  /** In a window of its own, before which somebody may sit. */
  readonly isWindow: boolean;
  /** "idle", "busy", or "waiting" while it shows a dialog. */
  readonly status: string | undefined;
  /** Where that stands. */
  readonly path: string;
}

const sessionsMax = 50;
const readBytesMax = 64 * 1_024;

export async function openSessions(claude: string): Promise<readonly OpenSession[]> {
  const files = await latestFiles(`${claude}/sessions`, ".json", sessionsMax);
  const found = await Promise.all(files.map(({ path }) => openSessionAt(path)));
  return found.filter((session) => session !== undefined);
}

/** Undefined if its process has ended. */
export async function openSessionAt(path: string): Promise<OpenSession | undefined> {
  const about = parsedLine((await linesAtEnds(path, readBytesMax).catch(() => [])).join(""));
  const session = textOf(about, "sessionId");
  const pid = numberOf(about, "pid");
  if (session === undefined || pid === undefined || !isRunning(pid)) return undefined;
  const isWindow = textOf(about, "entrypoint") === "cli";
  return { session, isWindow, status: textOf(about, "status"), path };
}

export async function windowOf(claude: string, session: string): Promise<OpenSession | undefined> {
  const all = await openSessions(claude);
  return all.find((each) => each.session === session && each.isWindow);
}
