// Files under the eyes of somebody who swaps folders and links while they are read and written.

import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmod,
  link,
  mkdir,
  readFile,
  readdir,
  stat,
  symlink,
  truncate,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  insideFolder,
  readWholeFile,
  removeFile,
  replaceFile,
  wholeFileBytesMax,
} from "./files.ts";
import { PathEscape } from "./held-folder.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let temporary: ThrowAwayFolder;
let root: string;
let outside: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  root = await temporary.makeFolder("root");
  outside = await temporary.makeFolder("outside");
});
afterEach(() => temporary.remove());

const content = Buffer.from("new\n");
const inRoot = (name: string) => join(root, name);

describe("a file that is replaced", () => {
  it("is new as a whole, keeps its rights, and leaves no draft behind", async () => {
    await writeFile(inRoot("a.sh"), "old");
    await chmod(inRoot("a.sh"), 0o751);
    await replaceFile(inRoot("a.sh"), content);
    expect(await readFile(inRoot("a.sh"), "utf8")).toBe("new\n");
    expect((await stat(inRoot("a.sh"))).mode & 0o777).toBe(0o751);
    expect(await readdir(root)).toEqual(["a.sh"]);
  });

  it("parts from other names of the same file, which keep what they had", async () => {
    await writeFile(join(outside, "a"), "old");
    await link(join(outside, "a"), inRoot("a"));
    await replaceFile(inRoot("a"), content);
    expect(await readFile(join(outside, "a"), "utf8")).toBe("old");
  });

  it("is made with the folders on its way", async () => {
    await replaceFile(inRoot("x/y/z.txt"), content);
    expect(await readFile(inRoot("x/y/z.txt"), "utf8")).toBe("new\n");
  });

  it("stays as it was, with no draft, when it cannot be written", async () => {
    await mkdir(inRoot("a"));
    await writeFile(inRoot("a/kept"), "");
    await expect(replaceFile(inRoot("a"), content)).rejects.toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(await readdir(root)).toEqual(["a"]);
  });
});

describe("a file that is too long to be shown", () => {
  it("is refused for what comes out of it, however long that is, and one that is just short enough is read", async () => {
    await writeFile(inRoot("long"), "");
    await truncate(inRoot("long"), 1_000_000_000_000);
    await expect(readWholeFile(inRoot("long"))).rejects.toThrow("longer than anybody");
    await truncate(inRoot("long"), wholeFileBytesMax + 1);
    await expect(readWholeFile(inRoot("long"))).rejects.toThrow("longer than anybody");
    await truncate(inRoot("long"), wholeFileBytesMax);
    expect((await readWholeFile(inRoot("long")))?.length).toBe(wholeFileBytesMax);
  });
});

describe("a link", () => {
  it.each([
    ["read through", () => readWholeFile(inRoot("link/a"))],
    ["written through", () => replaceFile(inRoot("link/a"), content)],
    ["made a folder behind", () => replaceFile(inRoot("link/deep/a"), content)],
    ["removed through", () => removeFile(inRoot("link/a"))],
    ["taken for a part of the folder", () => insideFolder(root, "link/a")],
    ["taken for a part of the folder further down", () => insideFolder(root, "link/none/a")],
  ])("to a folder is not %s", async (_, act) => {
    await writeFile(join(outside, "a"), "old");
    await symlink(outside, inRoot("link"));
    await expect(act()).rejects.toThrow(PathEscape);
    expect(await readdir(outside)).toEqual(["a"]);
    expect(await readFile(join(outside, "a"), "utf8")).toBe("old");
  });

  it("to a file is not read, and is itself what is replaced or removed", async () => {
    await writeFile(join(outside, "a"), "old");
    for (const name of ["read", "replaced", "removed"]) {
      await symlink(join(outside, "a"), inRoot(name));
    }
    await expect(readWholeFile(inRoot("read"))).rejects.toThrow(PathEscape);
    await replaceFile(inRoot("replaced"), content);
    await removeFile(inRoot("removed"));
    expect(await readFile(join(outside, "a"), "utf8")).toBe("old");
    expect((await readdir(root)).toSorted()).toEqual(["read", "replaced"]);
  });
});

describe("a file", () => {
  it("that is missing, or whose folder is, is none", async () => {
    expect(await readWholeFile(inRoot("none"))).toBeUndefined();
    expect(await readWholeFile(inRoot("none/none"))).toBeUndefined();
  });

  it("that is a pipe or a folder is refused at once instead of waited for", async () => {
    const [code] = await once(spawn("mkfifo", [inRoot("pipe")]), "exit");
    expect(code).toBe(0);
    await expect(readWholeFile(inRoot("pipe"))).rejects.toThrow(PathEscape);
    await expect(readWholeFile(root)).rejects.toThrow(PathEscape);
  });
});

/** Whatever stands at the place is moved aside, a link put there for a moment, and all put back. */
const flipper = `
  const { renameSync, symlinkSync, unlinkSync } = require("node:fs");
  const [place, aside, outside] = process.argv.slice(1);
  const attempt = (act, ...paths) => { try { act(...paths); } catch {} };
  for (let flips = 1; ; flips++) {
    attempt(renameSync, place, aside + flips);
    attempt(symlinkSync, outside, place);
    attempt(unlinkSync, place);
    attempt(renameSync, aside + flips, place);
    if (flips % 1000 === 0) process.stdout.write("x");
  }
`;

describe("a folder that is swapped for a link all the time", () => {
  it("never leads a write, a read or a removal outside", { timeout: 30_000 }, async () => {
    const place = inRoot("src");
    await mkdir(place);
    await writeFile(join(outside, "secret"), "secret");
    const argv = ["-e", flipper, place, inRoot("aside"), outside];
    const child = spawn(process.execPath, argv, { stdio: ["ignore", "pipe", "ignore"] });
    const exited = once(child, "exit");
    const flips = { count: 0 };
    child.stdout.on("data", (chunk: Buffer) => (flips.count += chunk.length * 1_000));
    const results = { done: 0, turnedAway: 0, escaped: 0 };
    const attempt = async (act: () => Promise<unknown>) => {
      await act().then(
        () => results.done++,
        (failure: unknown) => failure instanceof PathEscape && results.turnedAway++,
      );
    };
    const end = performance.now() + 20_000;
    // The race is on when some come through to the right folder, and some are turned away.
    const isEnough = () => flips.count >= 20_000 && results.done > 20 && results.turnedAway > 20;
    while (!isEnough() && performance.now() < end) {
      await attempt(async () => replaceFile(await insideFolder(root, "src/a"), content));
      const stolen = await readWholeFile(join(place, "secret")).catch(() => undefined);
      if (stolen !== undefined) results.escaped++;
      await attempt(async () => removeFile(await insideFolder(root, "src/secret")));
    }
    child.kill("SIGKILL");
    await exited;
    expect(await readdir(outside)).toEqual(["secret"]);
    expect(results.escaped).toBe(0);
    expect(isEnough()).toBe(true);
  });
});
