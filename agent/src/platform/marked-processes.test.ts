// Real processes that leave their group and lose their parent, found again and ended.

import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { until } from "../testing/until.ts";
import { endMarked, markedProcesses, signalSame, startOf } from "./marked-processes.ts";

const name = "LONGREIN_TEST_MARK";

function start(script: string): string {
  const mark = randomBytes(8).toString("hex");
  const env = { PATH: process.env["PATH"], [name]: mark };
  spawn("/bin/sh", ["-c", script], { env, stdio: "ignore", detached: true }).unref();
  return mark;
}

async function running(mark: string, count: number): Promise<void> {
  let found: readonly number[] = [];
  const look = setInterval(() => {
    void markedProcesses(name, mark).then((now) => (found = now));
  }, 10);
  await until(() => found.length === count, `${count} processes`);
  clearInterval(look);
}

it.skipIf(!existsSync("/proc/self/environ"))(
  "are found in sessions of their own, and ended though they do not want to",
  async () => {
    const mark = start(
      `setsid sh -c 'trap "" TERM; while :; do sleep 1; done' & setsid sleep 60 & sleep 0.1; exit`,
    );
    await running(mark, 3);
    const { found, left } = await endMarked(name, mark);
    expect(found).toBeGreaterThanOrEqual(3);
    expect(left).toBe(0);
    expect(await markedProcesses(name, mark)).toEqual([]);
  },
);

it("are no others", async () => {
  expect(await markedProcesses(name, "nobody has this")).toEqual([]);
});

it.skipIf(!existsSync("/proc/self/stat"))(
  "are left alone when their number is that of another by now",
  async () => {
    const mark = start("exec sleep 60");
    await running(mark, 1);
    const [pid = 0] = await markedProcesses(name, mark);
    const startedAt = startOf(pid) ?? "";
    expect(signalSame({ pid, startedAt: String(Number(startedAt) - 1) }, "SIGKILL")).toBe(false);
    expect(await markedProcesses(name, mark)).toEqual([pid]);
    expect(signalSame({ pid, startedAt }, "SIGKILL")).toBe(true);
    await running(mark, 0);
  },
);
