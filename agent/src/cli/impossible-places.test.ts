// An agent that is to live where it cannot, or whose environment says what cannot be: it answers soon, in words, and
// leaves what is there as it was.

import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";

const door = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));
/** Two seconds, on a machine that has much else to do. */
const answersWithinMs = 15_000;
vi.setConfig({ testTimeout: 60_000 });

let folder: ThrowAwayFolder;
beforeAll(async () => {
  folder = await throwAwayFolder("longrein-places-");
  writeFileSync(`${folder.path}/file`, "");
  symlinkSync("loop", `${folder.path}/loop`);
  mkdirSync(`${folder.path}/projects/one`, { recursive: true });
  mkdirSync(`${folder.path}/small`);
  for (const open of ["projects", "small"]) chmodSync(`${folder.path}/${open}`, 0o755);
});
afterAll(() => folder.remove());

const inFolder = (path: string) => (path.startsWith("/") ? path : `${folder.path}/${path}`);
const whereItIs = () => ({
  PATH: process.env["PATH"] ?? "",
  HOME: folder.path,
  XDG_CACHE_HOME: process.env["XDG_CACHE_HOME"] ?? "",
  LONGREIN_STATE_DIR: `${folder.path}/state`,
  LONGREIN_CONFIG: `${folder.path}/config.json`,
});

/** What it says when it is called so, after whatever is to come before it. */
function longrein(environment: Record<string, string>, before: readonly string[] = []) {
  const all = [...before, process.execPath, door, "up", "--embedded"];
  const [program = "", ...argv] = all;
  const { status, stderr } = spawnSync(program, argv, {
    encoding: "utf8",
    timeout: answersWithinMs,
    env: { ...whereItIs(), ...environment },
  });
  return { status, stderr };
}

const words = /^error: (?!.*\b(E[A-Z]{3,}|SQLITE_\w+)\b).+\nhint: .+\n$/;

describe("an agent in an impossible place", () => {
  it.each([
    ["LONGREIN_STATE_DIR", "/proc/longrein/state", "nothing can be made there"],
    ["LONGREIN_STATE_DIR", "file", "something else is there already"],
    ["LONGREIN_STATE_DIR", "file/below", "a part of its path is no folder"],
    ["LONGREIN_STATE_DIR", "loop/below", "something else is there already"],
    ["LONGREIN_STATE_DIR", "/dev/null", "something else is there already"],
    ["LONGREIN_STATE_DIR", `${"x/".repeat(60)}state`, "too long for this system"],
    ["LONGREIN_STATE_DIR", "projects", "others may enter"],
    ["LONGREIN_CONFIG", "/proc/longrein/config.json", "there is no folder that takes it"],
    ["LONGREIN_CONFIG", "projects", "is no file"],
    ["LONGREIN_CONFIG", "file/config.json", "a part of its path is no folder"],
    ["LONGREIN_CONFIG", "/dev/zero", "is no file"],
    ["XDG_STATE_HOME", "/proc/longrein", "nothing can be made there"],
    ["XDG_CONFIG_HOME", "/proc/longrein", "there is no folder that takes it"],
    ["HOME", "/proc/longrein", "there is no folder that takes it"],
  ])("%s=%s answers soon: %s", (variable, place, why) => {
    // What decides only where nothing more exact is said.
    const isVague = !variable.startsWith("LONGREIN_");
    const exact = isVague ? { LONGREIN_STATE_DIR: "", LONGREIN_CONFIG: "" } : {};
    const { status, stderr } = longrein({ ...exact, [variable]: inFolder(place) });
    expect(stderr).toMatch(words);
    expect(stderr).toContain(why);
    expect(status).toBeOneOf([1, 4]);
  });

  it("leaves a folder of others' things as it is, and open", () => {
    longrein({ LONGREIN_STATE_DIR: inFolder("projects") });
    expect(readdirSync(inFolder("projects"))).toEqual(["one"]);
    expect(statSync(inFolder("projects")).mode & 0o777).toBe(0o755);
  });

  const mounts = ["unshare", "--map-root-user", "--mount"] as const;
  const canMount = spawnSync(mounts[0], [...mounts.slice(1), "true"]).status === 0;
  it.runIf(canMount)("on a full disk says so, and where", () => {
    const fill = `mount -t tmpfs -o size=64k tmpfs "$0" && exec "$@"`;
    const before = [...mounts, "sh", "-c", fill, inFolder("small")];
    const { status, stderr } = longrein({ LONGREIN_STATE_DIR: inFolder("small/state") }, before);
    expect(stderr).toMatch(words);
    expect(stderr).toContain(`${inFolder("small/state")} cannot be written: the disk is full`);
    expect(status).toBe(1);
  });
});

describe("an environment that says what cannot be", () => {
  it.each([
    ["LONGREIN_STATE_DIR", "relative/state", "another place in each folder"],
    ["LONGREIN_CONFIG", "config.json", "another place in each folder"],
    ["LONGREIN_RELAY", "nonsense", "is not the address of a relay"],
    ["LONGREIN_RELAY", "ftp://relay.example.org", "is not the address of a relay"],
    ["LONGREIN_RELAY_SECRET", "x".repeat(5_000), "LONGREIN_RELAY_SECRET"],
    ["LONGREIN_APP", "nonsense", "is not the address of the app"],
    ["LONGREIN_MACHINE", "x".repeat(300), "at most 256 bytes"],
    ["LONGREIN_DRIVERS", "nobody", 'no coding agent called "nobody"'],
    ["LONGREIN_POLICY", "lax", "expected one of strict, balanced, trusted"],
    ["LONGREIN_RETENTION_DAYS", "-1", "expected an integer from 0 to 3650"],
    ["LONGREIN_RETENTION_DAYS", "soon", "expected an integer from 0 to 3650"],
    ["LONGREIN_SPEND_LIMIT", "1e9", "expected an integer from 0 to 1000000"],
  ])("%s=%s is refused: %s", (variable, value, why) => {
    const { status, stderr } = longrein({ [variable]: value });
    expect(stderr).toMatch(words);
    expect(stderr).toContain(why);
    expect(status).toBe(2);
  });
});
