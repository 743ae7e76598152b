// Programs that a folder brings along for OpenCode are found wherever OpenCode would look for them.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { broughtAlong } from "./brought-along.ts";

let place: ThrowAwayFolder;
let deep: string;
beforeEach(async () => {
  place = await throwAwayFolder("longrein-brought-");
  deep = join(place.path, "a/b");
  mkdirSync(deep, { recursive: true });
});
afterEach(() => place.remove());

describe("what a folder brings along", () => {
  it("is nothing in most folders, whatever words for the model they hold", async () => {
    writeFileSync(join(deep, "AGENTS.md"), "be nice");
    expect(await broughtAlong(deep, place.path)).toEqual([]);
  });

  it("is found in the folder and above it", async () => {
    mkdirSync(join(deep, ".opencode"));
    writeFileSync(join(place.path, "a/opencode.json"), "{}");
    expect(await broughtAlong(deep, place.path)).toEqual([
      join(deep, ".opencode"),
      join(place.path, "a/opencode.json"),
    ]);
  });

  it("is the user's own in the user's home", async () => {
    mkdirSync(join(place.path, ".opencode"));
    expect(await broughtAlong(deep, place.path)).toEqual([]);
    expect(await broughtAlong(deep, "/elsewhere")).toEqual([join(place.path, ".opencode")]);
  });
});
