// The state folder: whose it must be, and where it must not lie.

import { chmodSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStateFolder } from "./state-folder.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
});
afterEach(() => folder.remove());

describe("the state folder", () => {
  it("is made for its user alone, with all that leads to it", () => {
    const path = `${folder.path}/a/b/longrein`;
    expect(openStateFolder(path)).toBe(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
  });

  it("is refused when others may enter it and keys lie in it already", () => {
    const path = `${folder.path}/longrein`;
    mkdirSync(path, { mode: 0o755 });
    openStateFolder(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    writeFileSync(`${path}/keys`, "");
    chmodSync(path, 0o750);
    expect(() => openStateFolder(path)).toThrow("others may enter");
  });

  it.each([".git", "Dropbox", "OneDrive - Ada", "Nextcloud"])(
    "is refused where %s would carry it away",
    (name) => {
      mkdirSync(`${folder.path}/${name}`);
      if (name === ".git") writeFileSync(`${folder.path}/${name}/HEAD`, "");
      const below = name === ".git" ? folder.path : `${folder.path}/${name}`;
      expect(() => openStateFolder(`${below}/x/longrein`)).toThrow(/repository|other machines/);
    },
  );

  it("says where it cannot be made, and how another is chosen", () => {
    writeFileSync(`${folder.path}/file`, "");
    const hint = expect.stringContaining("LONGREIN_STATE_DIR");
    const make = () => openStateFolder(`${folder.path}/file/longrein`);
    expect(make).toThrow("cannot be made: a part of its path is no folder");
    expect(make).toThrow(expect.objectContaining({ hint }));
  });

  it("may lie beside an empty folder that is merely called .git", () => {
    mkdirSync(`${folder.path}/.git`);
    expect(openStateFolder(`${folder.path}/x`)).toBe(`${folder.path}/x`);
    writeFileSync(`${folder.path}/.git/HEAD`, "");
    expect(() => openStateFolder(`${folder.path}/x`)).toThrow("git repository");
  });
});

it.runIf(process.platform === "linux")("comes to an end where nothing can be made at all", () => {
  expect(() => openStateFolder("/proc/longrein/state")).toThrow(
    "the folder /proc/longrein/state cannot be made: nothing can be made there",
  );
});
