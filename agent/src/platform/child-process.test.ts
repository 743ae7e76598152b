// Child processes as real ones: what they inherit, what is kept of what they say, and that they end.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ProcessEnd, childEnvironment, runProcess } from "./child-process.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
let stop: AbortController;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  stop = new AbortController();
});
afterEach(() => folder.remove());

const outputBytesMax = 1_000;

async function run(...argv: [string, ...string[]]): Promise<ProcessEnd & { said: string }> {
  let said = "";
  const output = (text: string) => void (said += text);
  const { signal } = stop;
  const end = await runProcess({ argv, cwd: folder.path, outputBytesMax, signal, output });
  return { ...end, said };
}

const shell = (script: string) => run("/bin/sh", "-c", script);

async function linesOf(name: string): Promise<string[]> {
  const text = await readFile(join(folder.path, name), "utf8").catch(() => "");
  return text.trim().split("\n").filter(Boolean);
}

async function pidsIn(name: string, count: number): Promise<number[]> {
  for (;;) {
    const lines = await linesOf(name);
    if (lines.length >= count) return lines.map(Number);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The dead may still be listed, until somebody collects them. */
async function lives(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => "");
  return stat !== "" && !/\) [ZX] /.test(stat);
}

describe("a child", () => {
  it("ends with its own code, and what it said on either stream is told", async () => {
    const { said, ...end } = await shell("printf out; printf err >&2; exit 7");
    expect(end).toEqual({ kind: "exited", code: 7, truncated: false, remains: false });
    expect([said.includes("out"), said.includes("err"), said.length]).toEqual([true, true, 6]);
  });

  it("that a signal ended says which", async () => {
    expect(await shell("kill -USR1 $$")).toMatchObject({ kind: "signalled", signal: "SIGUSR1" });
  });

  it("that is not there, or has no folder, is told apart from one that failed", async () => {
    expect(await run("/no/such/program")).toMatchObject({ kind: "not-started" });
    const { signal } = stop;
    const cwd = join(folder.path, "none");
    const output = () => undefined;
    const end = await runProcess({ argv: ["true"], cwd, outputBytesMax, signal, output });
    expect(end).toMatchObject({ kind: "not-started" });
  });

  it("reads nothing from us", async () => {
    expect(await run("cat")).toMatchObject({ kind: "exited", code: 0, said: "" });
  });

  it("inherits named variables and nothing else", () => {
    process.env["LONGREIN_TEST_TOKEN"] = "secret";
    const names = Object.keys(childEnvironment({ MORE: "1", PATH: undefined }));
    delete process.env["LONGREIN_TEST_TOKEN"];
    expect(names).toContain("MORE");
    const allowed = ["HOME", "LANG", "LC_ALL", "MORE", "SHELL", "TERM", "TMPDIR", "TZ", "USER"];
    expect(names.filter((name) => !allowed.includes(name))).toEqual([]);
  });
});

describe("what a child says", () => {
  it("is kept up to its bound, to the byte, and it is told that there was more", async () => {
    const exact = await shell(`printf %${outputBytesMax}d 0`);
    expect([exact.said.length, exact]).toMatchObject([outputBytesMax, { truncated: false }]);
    const more = await shell(`printf %${outputBytesMax + 1}d 0`);
    expect([more.said.length, more]).toMatchObject([outputBytesMax, { truncated: true }]);
  });

  it("is joined to whole characters where the pipe cut them", async () => {
    const { said } = await shell("printf '\\303'; sleep 0.05; printf '\\251'");
    expect(said).toBe("é");
  });
});

describe("the end of a child", () => {
  it("takes along all that it started", async () => {
    const ended = shell(
      "sleep 60 & echo $! >> pids; (sleep 60 & echo $! >> pids); echo $$ >> pids; wait",
    );
    const pids = await pidsIn("pids", 3);
    stop.abort();
    expect(await ended).toMatchObject({ kind: "signalled", signal: "SIGTERM", remains: false });
    for (const pid of pids) expect(await lives(pid)).toBe(false);
  });

  it("takes along what it left in the background when it ended by itself", async () => {
    const end = await shell("sleep 60 > /dev/null 2>&1 & echo $! > pids");
    expect(end).toMatchObject({ kind: "exited", code: 0, remains: false });
    const [pid = 0] = await pidsIn("pids", 1);
    expect(await lives(pid)).toBe(false);
  });

  it.skipIf(!existsSync("/proc/self/environ"))(
    "takes along what has left its group when it is told to stop, and nothing when it ends by itself",
    async () => {
      const calm = "setsid sh -c 'echo $$ >> pids; exec sleep 60' &";
      const stubborn = `setsid sh -c 'trap "" TERM; echo $$ >> pids; while :; do sleep 0.05; done' &`;
      const ended = shell(`${calm} ${stubborn} sleep 60`);
      const pids = await pidsIn("pids", 2);
      stop.abort();
      await ended;
      expect(await Promise.all(pids.map(lives))).toEqual([false, false]);
      stop = new AbortController();
      await shell(`${calm} sleep 0.2`);
      const [, , server = 0] = await pidsIn("pids", 3);
      expect(await lives(server)).toBe(true);
      process.kill(server);
    },
  );

  it("comes by force within two seconds for one that does not listen", async () => {
    const ended = shell("trap '' TERM; echo $$ > pids; while :; do sleep 0.05; done");
    const [pid = 0] = await pidsIn("pids", 1);
    const begun = performance.now();
    stop.abort();
    expect(await ended).toMatchObject({ kind: "signalled", signal: "SIGKILL", remains: false });
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect(await lives(pid)).toBe(false);
  });

  it("does not wait for one that left the group and holds the pipe, and says so", async () => {
    const begun = performance.now();
    const { said, ...end } = await shell("echo mine; setsid sleep 5 & sleep 0.1");
    expect(performance.now() - begun).toBeLessThan(2_000);
    expect([said, end]).toMatchObject(["mine\n", { kind: "exited", code: 0, truncated: true }]);
  });

  it("is no beginning where it was stopped before", async () => {
    stop.abort();
    expect(await shell("touch made")).toMatchObject({ kind: "not-started" });
    expect(await linesOf("made")).toEqual([]);
  });
});
