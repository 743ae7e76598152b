// Every command that takes a file or a folder, given what is none, or what cannot be read or written: it says which
// one, why, and what to do about it, in words, and waits for nothing.

import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, openSync, symlinkSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { buildWhatIsStale } from "../../../scripts/fresh-build.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { type UserFailure, asUserFailure } from "../platform/user-failure.ts";
import { callCommand } from "../testing/call-command.ts";
import { commandTable } from "./command-table.ts";
import { readWords } from "./read-words.ts";

/** Closed to all but root, who may do everything. */
const closed = process.getuid?.() === 0 ? [] : ["closed", "shut/below"];
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let folder: ThrowAwayFolder;
beforeAll(async () => {
  await buildWhatIsStale();
  folder = await throwAwayFolder("longrein-arguments-");
  const at = (name: string) => `${folder.path}/${name}`;
  mkdirSync(at("folder"));
  writeFileSync(at("file"), "text");
  writeFileSync(at("closed"), "text", { mode: 0 });
  mkdirSync(at("shut"), { mode: 0o555 });
  symlinkSync("loop", at("loop"));
  execFileSync("mkfifo", [at("pipe")]);
  // Those who have no right there at least find it.
  for (const name of ["", "shut"]) chmodSync(at(name), 0o555);
  vi.stubEnv("LONGREIN_STATE_DIR", `${folder.path}/shut/state`);
  vi.stubEnv("LONGREIN_CONFIG", `${folder.path}/no-config`);
  vi.stubEnv("PUBLIC_HOSTS", "relay.example.org");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  chmodSync(folder.path, 0o755);
  await folder.remove();
});

/** Read, made anew, a folder to be, or another program's file that is changed in place. */
const ways = {
  "audit verify FILE": ["reads", ["audit", "verify", "*"]],
  "audit export FILE": ["makes", ["audit", "export", "*"]],
  "store export FILE": ["makes", ["store", "export", "*"]],
  "store import FILE": ["reads", ["store", "import", "*"]],
  "uninstall --keep-audit FILE": ["makes", ["uninstall", "--yes", "--keep-audit", "*"]],
  "runs new --image FILE": ["reads", ["runs", "new", "slugs", "look", "--image", "*"]],
  "runs prompt --image FILE": ["reads", ["runs", "prompt", "81c0", "look", "--image", "*"]],
  "verify --manifest FILE": ["reads", ["verify", "http://127.0.0.1:9", "--manifest", "*"]],
  "workspace share FOLDER": ["enters", ["workspace", "share", "--allow-root", "*"]],
  "relay serve --state FOLDER": ["settles", ["relay", "serve", "--for-everybody", "--state", "*"]],
  "hooks list --settings FILE": ["looks", ["hooks", "list", "--settings", "*"]],
  "hooks install --settings FILE": ["changes", ["hooks", "install", "claude", "--settings", "*"]],
  "hooks uninstall --settings FILE": ["looks", ["hooks", "uninstall", "claude", "--settings", "*"]],
} as const satisfies Record<string, readonly [string, readonly string[]]>;

const everywhere = ["file/below", "loop/below", "x".repeat(300)];
const places: Readonly<Record<string, readonly string[]>> = {
  reads: [...everywhere, "folder", "missing", "pipe", "loop", "/dev/full", ...closed.slice(0, 1)],
  makes: [...everywhere, "folder", "file", "pipe", "missing/below", "/dev/full"],
  enters: [...everywhere, "file", "missing", "pipe", "loop"],
  settles: [...everywhere, "file", "pipe", "loop", ...closed.slice(1), "/proc/below"],
  looks: [...everywhere, "folder", "pipe", "loop", "/dev/full", ...closed.slice(0, 1)],
  changes: [...everywhere, "folder", "pipe", "loop", "/dev/full", ...closed],
};

const cases = Object.entries(ways).flatMap(([what, [way, argv]]) =>
  (places[way] ?? []).map((place) => [what, place, argv] as const),
);

/** What it says, by itself or as its failure. */
async function failureOf(argv: readonly string[]): Promise<UserFailure> {
  const { command } = readWords(commandTable, argv);
  const act = await command.load();
  return callCommand(act, ...argv).then(({ said }) => {
    throw new Error(`expected a failure, and it said: ${said}`);
  }, asUserFailure);
}

describe("a file or a folder in a command", () => {
  it.each(cases)("%s: %s is told in words, with what to do", async (_, place, argv) => {
    const path = place.startsWith("/") ? place : `${folder.path}/${place}`;
    const { message, hint = "" } = await failureOf(argv.map((w) => (w === "*" ? path : w)));
    expect(message).not.toMatch(/\bE[A-Z]{3,}\b|syscall|undefined/);
    const [named = ""] = place.split("/below");
    expect(message).toContain(named.startsWith("/") ? named : `${folder.path}/${named}`);
    expect(hint).not.toBe("");
  });

  it("is one of those that are tried here, whichever command takes it", () => {
    const taken = commandTable.flatMap(({ name, arguments: given = [], flags = [] }) => [
      ...given.map((one) => `${name} ${one.name}`),
      ...flags.map((flag) => `${name} --${flag.name} ${flag.value ?? ""}`),
    ]);
    const paths = taken.filter((one) => / (FILE|FOLDER)$/.test(one));
    expect(paths.toSorted()).toEqual(Object.keys(ways).toSorted());
  });
});

describe("what a command prints", () => {
  const door = fileURLToPath(new URL("../../bin/longrein.js", import.meta.url));

  it.runIf(process.platform === "linux")("into a full disk is told as lost", () => {
    const full = openSync("/dev/full", "w");
    const { status, stderr } = spawnSync(process.execPath, [door, "completion", "bash"], {
      stdio: ["ignore", full, "pipe"],
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([
      1,
      "error: what was printed has not arrived: the disk is full\n",
    ]);
  });

  it("into a pipe that somebody has closed early is no failure", () => {
    const script = '"$@" | head -n 1; echo "${PIPESTATUS[0]}"';
    const argv = ["-c", script, "bash", process.execPath, door, "completion", "bash"];
    const { stdout, stderr } = spawnSync("bash", argv, { encoding: "utf8" });
    expect([stdout.trim().split("\n").at(-1), stderr]).toEqual(["0", ""]);
  });
});
