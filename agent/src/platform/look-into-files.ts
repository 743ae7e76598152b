// Looking at files of other programs, of which there may be many and long ones: names with their times, and
// only the first and the last of each.

import { open, readdir, stat } from "node:fs/promises";
import { join } from "node:path";

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly changedAt: number;
  readonly bytes: number;
}

/** Plain files whose name ends so, the latest first; empty if there is no such folder. */
export async function latestFiles(
  folder: string,
  ending: string,
  countMax: number,
): Promise<readonly FoundFile[]> {
  const names = await namesIn(folder);
  const found = await Promise.all(
    names.filter((name) => name.endsWith(ending)).map((name) => lookAt(folder, name)),
  );
  const files = found.filter((file) => file !== undefined);
  return files.toSorted((one, other) => other.changedAt - one.changedAt).slice(0, countMax);
}

export function namesIn(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}

/** Whole lines of the first and the last so many bytes; a line between them may be missing. */
export async function linesAtEnds(path: string, bytesMax: number): Promise<readonly string[]> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const start = await readPart(0, Math.min(size, bytesMax));
    if (size <= bytesMax) return wholeLines(start, "first", "last");
    const end = await readPart(Math.max(bytesMax, size - bytesMax), bytesMax);
    return [...wholeLines(start, "first", "cut"), ...wholeLines(end, "cut", "last")];
  } finally {
    await file.close();
  }

  async function readPart(position: number, length: number): Promise<string> {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer.toString("utf8", 0, bytesRead);
  }
}

/** Whether a process with this number runs, whoever's it is. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return failure instanceof Error && "code" in failure && failure.code === "EPERM";
  }
}

function wholeLines(text: string, from: "first" | "cut", to: "last" | "cut"): string[] {
  const lines = text.split("\n");
  return lines.slice(from === "cut" ? 1 : 0, to === "cut" ? -1 : undefined).filter(Boolean);
}

async function lookAt(folder: string, name: string): Promise<FoundFile | undefined> {
  const path = join(folder, name);
  const about = await stat(path).catch(() => undefined);
  if (about?.isFile() !== true) return undefined;
  return { path, name, changedAt: Math.round(about.mtimeMs), bytes: about.size };
}
