// Processes that are found again by a variable of their environment, which whoever they start inherits:
// also those that have left their group and whose parent is gone. Needs Linux's /proc; elsewhere none is
// found, and only the group is ended.

import { readFileSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";

const lookEveryMs = 20;
/** Time to end by themselves before they are made to, unless it is said. */
const usuallyEndWithinMs = 1_000;
const goneWithinMs = 1_000;

/** A number is given again to somebody else; together with its start it names one process for good. */
export interface Found {
  readonly pid: number;
  /** In ticks since the machine was started, as the kernel says it. */
  readonly startedAt: string;
}

export async function markedProcesses(name: string, value: string): Promise<readonly number[]> {
  return (await findMarked(name, value)).map(({ pid }) => pid);
}

export interface EndedMarked {
  /** How many there were. */
  readonly found: number;
  /** How many are still there. */
  readonly left: number;
}

/** Asked to end, then made to; settles when none is left or nothing more helps. */
export async function endMarked(
  name: string,
  value: string,
  except: readonly number[] = [],
  endWithinMs = usuallyEndWithinMs,
): Promise<EndedMarked> {
  const find = async () =>
    (await findMarked(name, value)).filter(({ pid }) => !except.includes(pid));
  const asked = await signalUntilGone(find, "SIGTERM", endWithinMs);
  const forced = await signalUntilGone(find, "SIGKILL", goneWithinMs);
  return { found: Math.max(asked.found, forced.found), left: forced.left };
}

async function findMarked(name: string, value: string): Promise<readonly Found[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      // First the start, then the mark: if both ends of this agree, the mark is that process's.
      const startedAt = startOf(pid);
      const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      const isMarked = environment.split("\0").includes(`${name}=${value}`);
      return isMarked && startedAt !== undefined ? [{ pid, startedAt }] : [];
    }),
  );
  return found.flat();
}

/** Where there were some, a second look: one that is just being started shows no environment for a moment. */
async function signalUntilGone(
  find: () => Promise<readonly Found[]>,
  signal: "SIGTERM" | "SIGKILL",
  withinMs: number,
): Promise<EndedMarked> {
  const end = performance.now() + withinMs;
  const told = new Set<number>();
  let looksInVain = 0;
  for (;;) {
    const left = await find();
    looksInVain = left.length === 0 ? looksInVain + 1 : 0;
    const isOver = looksInVain > (told.size === 0 ? 0 : 1);
    if (isOver || performance.now() >= end) return { found: told.size, left: left.length };
    for (const one of left.filter(({ pid }) => !told.has(pid))) {
      told.add(one.pid);
      signalSame(one, signal);
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

/** False, and nothing done, if that process is gone, though another may have its number. */
export function signalSame({ pid, startedAt }: Found, signal: "SIGTERM" | "SIGKILL"): boolean {
  if (startOf(pid) !== startedAt) return false;
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false; // gone this very moment
  }
}

/** `pid (name) state …`, the start 22nd; undefined for the dead, who stay listed until they are collected. */
export function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state] = fields;
    return state === "Z" || state === "X" ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
