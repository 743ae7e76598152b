// A group of processes, from its first child to the last of its grandchildren: signalled as one, and gone
// only when none of it is left. Who leaves the group on purpose cannot be followed.

import { readFileSync, readdirSync } from "node:fs";

const lookEveryMs = 10;

export function signalGroup(group: number, signal: "SIGTERM" | "SIGKILL"): void {
  try {
    process.kill(-group, signal);
  } catch {
    return; // already gone
  }
}

/** False if some of it is still there when the time is over. */
export async function untilGroupIsGone(group: number, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!groupIsGone(group)) {
    if (performance.now() >= end) return false;
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return true;
}

function groupIsGone(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch (failure) {
    // One that runs as another user answers too, in its way.
    return failure instanceof Error && "code" in failure && failure.code === "ESRCH";
  }
  return !hasLivingMember(group);
}

/** The dead answer as well until somebody collects them, which in a container may be never. */
function hasLivingMember(group: number): boolean {
  let processes: string[];
  try {
    processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  } catch {
    return true; // no such list here: what answers is taken to live
  }
  return processes.some((pid) => livesIn(group, pid));
}

/** `pid (name) state parent group …`, where the name may hold anything. */
function livesIn(group: number, pid: string): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [state, , itsGroup] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return Number(itsGroup) === group && state !== "Z" && state !== "X";
  } catch {
    return false; // gone since the list was read
  }
}
