// Processes that are found again by a variable of their environment, which whoever they start inherits:
// also those that have left their group and whose parent is gone. Needs Linux's /proc; elsewhere none is
// found, and only the group is ended.

import { readFile, readdir } from "node:fs/promises";

const lookEveryMs = 20;
/** Time to end by themselves before they are made to. */
const endWithinMs = 1_000;
const goneWithinMs = 1_000;

export async function markedProcesses(name: string, value: string): Promise<readonly number[]> {
  const entries = await readdir("/proc").catch(() => []);
  const pids = entries.filter((entry) => /^\d+$/.test(entry)).map(Number);
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
      const isMarked = environment.split("\0").includes(`${name}=${value}`);
      return isMarked && (await isAlive(pid)) ? [pid] : [];
    }),
  );
  return found.flat();
}

/** Asked to end, then made to; settles when none is left or nothing more can be done. */
export async function endMarked(find: () => Promise<readonly number[]>): Promise<void> {
  await signalUntilGone(find, "SIGTERM", endWithinMs);
  await signalUntilGone(find, "SIGKILL", goneWithinMs);
}

async function signalUntilGone(
  find: () => Promise<readonly number[]>,
  signal: "SIGTERM" | "SIGKILL",
  withinMs: number,
): Promise<void> {
  const end = performance.now() + withinMs;
  const told = new Set<number>();
  for (;;) {
    const left = await find();
    if (left.length === 0 || performance.now() >= end) return;
    for (const pid of left.filter((each) => !told.has(each))) signalOne(told, pid, signal);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
}

function signalOne(told: Set<number>, pid: number, signal: "SIGTERM" | "SIGKILL"): void {
  told.add(pid);
  try {
    process.kill(pid, signal);
  } catch {
    return; // gone since it was found
  }
}

/** `pid (name) state …`; the dead stay listed until somebody collects them. */
async function isAlive(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
  const [state] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return state !== undefined && state !== "" && state !== "Z" && state !== "X";
}
