// Which coding agents are used: those that are installed, or those that are named.

import { chmod, mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { openDrivers } from "./known-drivers.ts";

let place: ThrowAwayFolder;
let programs: string;
let state: string;
beforeEach(async () => {
  place = await throwAwayFolder("longrein-drivers-");
  programs = await place.makeFolder("programs");
  state = await place.makeFolder("state");
  vi.stubEnv("PATH", programs);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await place.remove();
});

async function install(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    await writeFile(join(programs, name), "#!/bin/sh\n");
    await chmod(join(programs, name), 0o755);
  }
}

const opened = async (names?: readonly string[]) =>
  (await openDrivers(names, state, () => [])).map(({ name }) => name);

it("uses every coding agent that is installed, without being told", async () => {
  await install("opencode", "gemini", "something-else");
  expect(await opened()).toEqual(["opencode", "gemini"]);
  await install("claude", "codex");
  expect(await opened()).toEqual(["claude", "codex", "opencode", "gemini"]);
});

it("uses those that are named and no others, each once", async () => {
  await install("claude", "codex", "opencode");
  expect(await opened(["opencode", "demo", "opencode"])).toEqual(["opencode", "demo"]);
});

it("refuses a name that it does not know", async () => {
  await expect(opened(["codex", "toString"])).rejects.toThrow('no coding agent called "toString"');
});

it("uses any other by its command, if that speaks the Agent Client Protocol", async () => {
  expect(await opened(["codex", "acp:my-agent --acp", "acp:/opt/kiro --acp"])).toEqual([
    "codex",
    "my-agent",
    "kiro",
  ]);
  await expect(opened(["acp:"])).rejects.toThrow('no coding agent called "acp:"');
});

it("refuses two of one name, which no phone could tell apart", async () => {
  await expect(opened(["opencode", "acp:opencode acp"])).rejects.toThrow(
    'two of the coding agents are called "opencode"',
  );
});

it("throws away what an agent left that had no chance to tidy up", async () => {
  await mkdir(join(state, "opencode/left"), { recursive: true });
  await opened(["opencode"]);
  expect(await readdir(state)).toEqual([]);
});
