// The log's file: private, bounded, and none of our business to anybody else when it cannot be written.

import { chmod, readFile, readdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LogFile } from "./log-file.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
let path: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  path = `${folder.path}/log`;
});
afterEach(() => folder.remove());

const text = (name = "log") => readFile(`${folder.path}/${name}`, "utf8");

describe("a log's file", () => {
  it("goes on where it ended, and is its user's alone, as are the older ones", async () => {
    await writeFile(path, "before\n");
    await chmod(path, 0o644);
    const file = new LogFile(path, { bytesMax: 20, files: 3 });
    file.append("after");
    expect(await text()).toBe("before\nafter\n");
    for (let i = 0; i < 3; i++) file.append("another line");
    file.close();
    for (const name of await readdir(folder.path)) {
      expect([name, (await stat(`${folder.path}/${name}`)).mode & 0o777]).toEqual([name, 0o600]);
    }
  });

  it("is never longer than its bound, and the oldest lines go first", async () => {
    const file = new LogFile(path, { bytesMax: 20, files: 3 });
    for (let i = 0; i < 26; i++) file.append(`line ${String(i).padStart(2, "0")}`);
    file.close();
    expect((await readdir(folder.path)).toSorted()).toEqual(["log", "log.1", "log.2"]);
    expect([await text("log.2"), await text("log.1"), await text()]).toEqual([
      "line 20\nline 21\n",
      "line 22\nline 23\n",
      "line 24\nline 25\n",
    ]);
  });

  it("takes a line that is longer than its bound, alone", async () => {
    const file = new LogFile(path, { bytesMax: 5, files: 2 });
    file.append("first and long");
    file.append("second");
    file.close();
    expect([await text("log.1"), await text()]).toEqual(["first and long\n", "second\n"]);
  });

  it("is not one that a link leads to", async () => {
    await writeFile(`${folder.path}/elsewhere`, "");
    await symlink(`${folder.path}/elsewhere`, path);
    expect(() => new LogFile(path)).toThrow("ELOOP");
  });

  it("that cannot be rotated loses lines and nothing else", async () => {
    const file = new LogFile(path, { bytesMax: 8, files: 2 });
    file.append("first");
    await rm(folder.path, { recursive: true });
    expect(() => file.append("second")).not.toThrow();
    file.close();
  });
});
