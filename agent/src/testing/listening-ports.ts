// At which TCP ports a process and its descendants listen, as Linux tells it.

import { readFileSync, readdirSync, readlinkSync } from "node:fs";

/** As the kernel writes it. */
const listening = "0A";

export interface Listener {
  readonly pid: number;
  readonly port: number;
}

export function listenersOf(root: number): Listener[] {
  const ports = portsByInode();
  return familyOf(root).flatMap((pid) =>
    socketsOf(pid).flatMap((inode) => {
      const port = ports.get(inode);
      return port === undefined ? [] : [{ pid, port }];
    }),
  );
}

function portsByInode(): ReadonlyMap<string, number> {
  const ports = new Map<string, number>();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(table, "utf8").trim().split("\n").slice(1)) {
      const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
      if (state === listening) ports.set(inode, Number.parseInt(local.split(":").at(-1) ?? "", 16));
    }
  }
  return ports;
}

function familyOf(root: number): number[] {
  const all = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.map((pid) => [Number(pid), parentOf(pid)]));
  const family = [root];
  for (const member of family) {
    family.push(...[...parents].flatMap(([pid, parent]) => (parent === member ? [pid] : [])));
  }
  return family;
}

function parentOf(pid: string): number {
  try {
    // What stands before it is a name, in which anything may stand.
    const [, after = ""] = /^.*\) (.*)/s.exec(readFileSync(`/proc/${pid}/stat`, "utf8")) ?? [];
    return Number(after.split(" ")[1]);
  } catch {
    return 0; // it has ended meanwhile
  }
}

function socketsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((descriptor) => {
    try {
      const [, inode] =
        /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${descriptor}`)) ?? [];
      return inode === undefined ? [] : [inode];
    } catch {
      return []; // closed meanwhile
    }
  });
}
