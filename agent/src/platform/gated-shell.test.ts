// A gated shell, with real shells behind it: words run once they are allowed, exactly these, in exactly this
// folder, once; and all others never.

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { GatedShell } from "./gated-shell.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let place: ThrowAwayFolder;
let gate: GatedShell;
let work: string;
const started: ChildProcess[] = [];

beforeEach(async () => {
  place = await throwAwayFolder("longrein-gate-");
  work = join(place.path, "work's place");
  mkdirSync(join(work, "sub"), { recursive: true });
  const environment = { SHELL: "/bin/bash", PATH: "/bin" };
  gate = await GatedShell.make(join(place.path, "ga'te"), environment, ["PASSWORD", "SETTINGS"]);
});
afterEach(async () => {
  await gate.close();
  for (const child of started.splice(0)) child.kill("SIGKILL");
  await place.remove();
});

/** As whoever was told to use it starts a command. */
function run(script: string, { cwd = work, env = {} }: { cwd?: string; env?: object } = {}) {
  const child = spawn(gate.shell, ["-c", script], {
    cwd,
    env: { PATH: process.env["PATH"], ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  started.push(child);
  const code = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { code, output: text(child.stdout), complaint: text(child.stderr) };
}

/** Long enough for a gate that is open to be passed many times. */
const shortly = () => new Promise((resolve) => setTimeout(resolve, 700));

async function waits({ code }: { code: Promise<unknown> }): Promise<boolean> {
  return (await Promise.race([code.then(() => "ended"), shortly()])) === undefined;
}

const scripts = [
  "printf '%s|' \"a b\" 'c' $HOME",
  "cd sub && pwd",
  "echo one\necho two\n\n",
  "cat <<'EOF'\nit's \"so\"\nEOF",
  "> emptied.txt",
  "echo 'ü🙂'; # $(date)",
] as const;

describe("a gated shell", () => {
  it.each(scripts)("runs what was allowed: %j", async (script) => {
    await gate.allow(script, work);
    const gated = run(script, { env: { HOME: "/h" } });
    const env = { PATH: process.env["PATH"], HOME: "/h" };
    const plain = execFileSync("/bin/bash", ["-c", script], { cwd: work, env, encoding: "utf8" });
    expect([await gated.code, await gated.output]).toEqual([0, plain]);
  });

  it("becomes the real shell, of the same name", async () => {
    expect([gate.program, gate.shell.endsWith("/bash")]).toEqual(["/bin/bash", true]);
    await gate.allow("echo $BASH; echo $0", work);
    expect(await run("echo $BASH; echo $0").output).toBe("/bin/bash\n/bin/bash\n");
  });

  it("waits until it is allowed", async () => {
    const command = run("echo now");
    expect(await waits(command)).toBe(true);
    await gate.allow("echo now", work);
    expect(await command.output).toBe("now\n");
  });

  it.each([
    ["other words", "echo no", undefined],
    ["fewer newlines at the end", "echo yes\n", undefined],
    ["another folder", "echo yes\n\n", "sub"],
  ])("does not run %s than were allowed", async (_, script, folder) => {
    await gate.allow("echo yes\n\n", work);
    expect(
      await waits(run(script, { cwd: folder === undefined ? work : join(work, folder) })),
    ).toBe(true);
  });

  it("looks at the real folder, not at the way there", async () => {
    const link = join(place.path, "link");
    symlinkSync(work, link);
    await gate.allow("pwd -P", work);
    expect(await run("pwd -P", { cwd: link, env: { PWD: link } }).output).toBe(`${work}\n`);
  });

  it("is passed once for each time it was allowed", async () => {
    await gate.allow("echo once", work);
    const both = [run("echo once"), run("echo once")];
    const first = await Promise.race(both.map(({ code }, number) => code.then(() => number)));
    const other = both[1 - first];
    expect(other !== undefined && (await waits(other))).toBe(true);
  });

  it("is not passed any more when that was taken back", async () => {
    const takeBack = await gate.allow("echo late", work);
    await takeBack();
    expect(await waits(run("echo late"))).toBe(true);
  });

  it("says why it does not run", async () => {
    await gate.refuse("rm -rf .", work, "Use trash instead.");
    const command = run("rm -rf .");
    expect(await command.code).toBe(126);
    expect([await command.output, await command.complaint]).toEqual(["", "Use trash instead.\n"]);
  });

  it("refuses without words, too", async () => {
    await gate.refuse("ls", work, "");
    expect(await run("ls").code).toBe(126);
  });

  it("refuses all who wait when it is closed", async () => {
    const command = run("echo never");
    expect(await waits(command)).toBe(true);
    await gate.close();
    expect([await command.code, await command.output]).toEqual([126, ""]);
  });

  it("hides what is to be hidden from the command, and adds nothing", async () => {
    const env = { PASSWORD: "secret", SETTINGS: "{}", KEPT: "kept" };
    await gate.allow("env", work);
    const names = (await run("env", { env }).output)
      .trim()
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(new Set(names)).toEqual(new Set(["KEPT", "PATH", "PWD", "SHLVL", "_"]));
  });

  it("lets pass what somebody types at the desktop", async () => {
    const child = spawn(gate.shell, ["-l", "-c", "echo typed", "typed", work], { cwd: work });
    expect(await text(child.stdout)).toBe("typed\n");
  });
});

describe("the real shell", () => {
  it.each([
    ["the user's", { SHELL: "/bin/sh", PATH: "/bin" }, "/bin/sh"],
    [
      "bash, where the user's has a language of its own",
      { SHELL: "/usr/bin/fish", PATH: "/bin" },
      "/bin/bash",
    ],
    ["bash, where the user's is not there", { SHELL: "/no/zsh", PATH: "/no:/bin" }, "/bin/bash"],
    ["sh, where there is no other", { PATH: "/no" }, "/bin/sh"],
  ])("is %s", async (_, environment, program) => {
    const other = await GatedShell.make(join(place.path, "other"), environment, []);
    expect(other.program).toBe(program);
  });
});
