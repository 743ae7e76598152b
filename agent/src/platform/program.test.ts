// Which file a name stands for, looked up where the command will run.

import { chmod, mkdir, symlink, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "./files.ts";
import { lookUpProgram } from "./program.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let temporary: ThrowAwayFolder;
let cwd: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-program-");
  cwd = temporary.path;
});
afterEach(() => temporary.remove());

const text = "#!/bin/sh\n";
const signal = new AbortController().signal;
const found = (name: string) => ({
  path: join(cwd, name),
  file: join(cwd, name),
  sha256: sha256(Buffer.from(text)),
});

async function put(name: string, mode = 0o755): Promise<void> {
  await mkdir(join(cwd, name, ".."), { recursive: true });
  await writeFile(join(cwd, name), text);
  await chmod(join(cwd, name), mode);
}

describe("a program", () => {
  it("is looked up in the command's folder, and behind all links", async () => {
    await put("bin/tool");
    await symlink("bin/tool", join(cwd, "link"));
    expect(await lookUpProgram("./link", { path: "", cwd, signal })).toEqual({
      ...found("bin/tool"),
      path: join(cwd, "link"),
    });
  });

  it("is the first on the path that may be run, whose folders are the command's, too", async () => {
    await put("first/tool", 0o644);
    await mkdir(join(cwd, "second/tool"), { recursive: true });
    await put("third/tool");
    const path = "first:second:third";
    expect(await lookUpProgram("tool", { path, cwd, signal })).toEqual(found("third/tool"));
  });

  it("is found without a path where the system would find it", async () => {
    expect(await lookUpProgram("sh", { path: undefined, cwd, signal })).toMatchObject({
      file: expect.stringMatching(/^\//),
    });
  });

  it("is none where there is none", async () => {
    expect(await lookUpProgram("./nowhere", { path: "", cwd, signal })).toBeUndefined();
  });

  it("that was changed since has another digest, even if its time was set back", async () => {
    await put("tool");
    const place = join(cwd, "tool");
    const then = new Date(1_700_000_000_000);
    await utimes(place, then, then);
    const before = await lookUpProgram("./tool", { path: "", cwd, signal });
    expect(await lookUpProgram("./tool", { path: "", cwd, signal })).toEqual(before);
    await writeFile(place, text.toUpperCase());
    await utimes(place, then, then);
    const sha256After = sha256(Buffer.from(text.toUpperCase()));
    expect(await lookUpProgram("./tool", { path: "", cwd, signal })).toEqual({
      ...found("tool"),
      sha256: sha256After,
    });
  });

  it("has no digest once nobody waits for it any more", async () => {
    await put("tool");
    const { sha256: _digest, ...without } = found("tool");
    const search = { path: "", cwd, signal: AbortSignal.abort() };
    expect(await lookUpProgram("./tool", search)).toEqual(without);
  });
});
