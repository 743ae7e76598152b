// When a program's digest may be remembered: a file that we could change is read each time.

import { realpath, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { isOnlyRoots, rememberedDigest } from "./program-digest.ts";
import { throwAwayFolder } from "./throw-away-folder.ts";

const signal = new AbortController().signal;
/** Nothing can be read any more: there is a digest only if it was remembered. */
const withoutReading = (file: string) => rememberedDigest(file, AbortSignal.abort());

describe("the digest of a program", () => {
  it("is remembered only of what is root's alone, and never for root", () => {
    const [root, us] = [0, 1_000];
    const ofMode = (uid: number, mode: number) => ({ uid, mode: 0o100_000 | mode });
    expect(isOnlyRoots(ofMode(root, 0o755), us)).toBe(true);
    expect(isOnlyRoots(ofMode(root, 0o555), us)).toBe(true);
    expect(isOnlyRoots(ofMode(us, 0o555), us)).toBe(false);
    expect(isOnlyRoots(ofMode(us + 1, 0o555), us)).toBe(false);
    expect(isOnlyRoots(ofMode(root, 0o775), us)).toBe(false);
    expect(isOnlyRoots(ofMode(root, 0o757), us)).toBe(false);
    expect(isOnlyRoots(ofMode(root, 0o755), root)).toBe(false);
    expect(isOnlyRoots(ofMode(root, 0o755), undefined)).toBe(false);
  });

  it("is read each time of a file of ours, however long it was left alone", async () => {
    const folder = await throwAwayFolder("longrein-digest-");
    const file = join(folder.path, "tool");
    await writeFile(file, "#!/bin/sh\n", { mode: 0o555 });
    await wait(2_100);
    expect(await rememberedDigest(file, signal)).toHaveLength(32);
    await expect(withoutReading(file)).rejects.toThrow("abort");
    await folder.remove();
  });

  it.skipIf(process.geteuid?.() === 0)("is read once of the system's own shell", async () => {
    const file = await realpath("/bin/sh");
    const digest = await rememberedDigest(file, signal);
    expect(await withoutReading(file)).toEqual(digest);
  });
});
