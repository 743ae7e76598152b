// Files sealed under a passphrase: back as they were, or not at all.

import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { randomBytes } from "../testing/rows.ts";
import { readArchive, writeArchive } from "./sealed-archive.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "./throw-away-folder.ts";

let folder: ThrowAwayFolder;
let path: string;
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  path = `${folder.path}/backup`;
});
afterEach(() => folder.remove());

const passphrase = "correct horse battery";
const canary = "canary-8a1e";
const about = { v: 1, what: canary };
/** What these tests are about is the same at any cost. */
const cheap = { log2N: 10, r: 8, p: 1 };

async function archived(sizes: readonly number[]): Promise<readonly Uint8Array[]> {
  const contents = sizes.map((size) => Buffer.concat([Buffer.from(canary), randomBytes(size)]));
  const names = ["keys", "longrein.db", "third"];
  const files = contents.map((content, i) => {
    const name = names[i] ?? "more";
    return { name, path: `${folder.path}/from-${name}`, content };
  });
  for (const file of files) await writeFile(file.path, file.content);
  await writeArchive(path, passphrase, about, files, cheap);
  return contents;
}

let opened = 0;
async function read(words = passphrase, from = path) {
  const into = await folder.makeFolder(`into-${++opened}`);
  const told = await readArchive(from, words, into);
  const names = (await readdir(into)).toSorted();
  return { told, into, files: await Promise.all(names.map((name) => readFile(`${into}/${name}`))) };
}

describe("an archive", () => {
  // Below, at and above the size of a piece, and many pieces.
  it.each([[[0]], [[65_000]], [[65_536 - 11, 1]], [[65_537, 0, 200_000]]])(
    "gives back files of %j bytes, each its user's alone",
    async (sizes) => {
      const contents = await archived(sizes);
      const { told, files, into } = await read();
      expect(told).toEqual(about);
      expect(files).toEqual(contents);
      for (const name of await readdir(into)) {
        expect((await stat(`${into}/${name}`)).mode & 0o777).toBe(0o600);
      }
      expect((await stat(path)).mode & 0o777).toBe(0o600);
    },
  );

  it("tells nothing of what is in it, nor that two are of the same", async () => {
    await archived([100]);
    const first = await readFile(path);
    expect(first.includes(canary)).toBe(false);
    const again = [{ name: "keys", path: `${folder.path}/from-keys` }];
    await writeArchive(`${path}-2`, passphrase, about, again, cheap);
    const second = await readFile(`${path}-2`);
    expect(second.length).toBe(first.length);
    expect(second.subarray(36, 80)).not.toEqual(first.subarray(36, 80));
  });

  it("opens with its passphrase alone, however that is typed", async () => {
    await writeFile(`${folder.path}/x`, "x");
    const files = [{ name: "x", path: `${folder.path}/x` }];
    await writeArchive(path, "e\u0301te\u0301 \u2014 twelve", about, files, cheap);
    await expect(read("\u00e9t\u00e9 \u2014 twelve")).resolves.toMatchObject({ told: about });
    await expect(read("\u00e9t\u00e9 \u2014 Twelve")).rejects.toThrow("does not open");
  });

  it("costs whoever guesses a passphrase 128 MiB for each guess, unless it is told otherwise", async () => {
    await writeFile(`${folder.path}/x`, "x");
    await writeArchive(path, passphrase, about, [{ name: "x", path: `${folder.path}/x` }]);
    const [, log2N = 0, r = 0, p] = (await readFile(path)).subarray(16);
    expect([128 * 2 ** log2N * r, p]).toEqual([128 * 1_024 * 1_024, 1]);
    await expect(read()).resolves.toMatchObject({ told: about });
  });

  it("is not written under a short passphrase, nor over a file that is there", async () => {
    await writeFile(`${folder.path}/x`, "x");
    const files = [{ name: "x", path: `${folder.path}/x` }];
    await expect(writeArchive(path, "short", about, files)).rejects.toThrow("12 characters");
    await writeFile(path, "precious");
    await expect(writeArchive(path, passphrase, about, files, cheap)).rejects.toThrow(
      "there already",
    );
    expect(await readFile(path, "utf8")).toBe("precious");
  });

  it("leaves no half of itself behind when it cannot be written", async () => {
    const files = [{ name: "x", path: folder.path }];
    await expect(writeArchive(path, passphrase, about, files, cheap)).rejects.toThrow(
      `${path} cannot be written: it is a folder`,
    );
    expect(await readdir(folder.path)).toEqual([]);
  });
});

describe("an archive that is not as it was", () => {
  const changes: readonly (readonly [string, (bytes: Buffer) => Buffer, string])[] = [
    ["another program's file", (bytes) => Buffer.concat([Buffer.from("x"), bytes]), "no backup"],
    ["a newer format", (bytes) => at(bytes, 16, 2), "newer longrein"],
    ["no format", (bytes) => at(bytes, 16, 0), "does not open"],
    ["a cost that would take all memory", (bytes) => at(bytes, 17, 40), "does not open"],
    ["another cost", (bytes) => at(bytes, 17, 11), "does not open"],
    ["another salt", (bytes) => at(bytes, 20, 0xff), "does not open"],
    ["a changed first piece", (bytes) => at(bytes, 60, 0xff), "does not open"],
    ["a changed later piece", (bytes) => at(bytes, 70_000, 0xff), "damaged"],
    ["a length beyond all", (bytes) => at(bytes, 36, 0xff), "does not open"],
    ["its end cut off", (bytes) => bytes.subarray(0, -1), "cut off"],
    ["its last piece cut off", (bytes) => bytes.subarray(0, 36 + 4 + 65_536 + 16), "cut off"],
    ["something behind it", (bytes) => Buffer.concat([bytes, Buffer.from("x")]), "damaged"],
    ["its first words alone", (bytes) => bytes.subarray(0, 20), "cut off"],
    ["nothing", () => Buffer.alloc(0), "no backup"],
    ["a few words of something else", () => Buffer.from("hello\n"), "no backup"],
    ["its pieces in another order", swapped, "does not open"],
  ];

  let whole: Buffer | undefined;

  it.each(changes)("is refused: %s", async (_, change, why) => {
    if (whole === undefined) {
      await archived([200_000]);
      whole = await readFile(path);
    }
    await writeFile(`${path}-changed`, change(whole));
    await expect(read(passphrase, `${path}-changed`)).rejects.toThrow(why);
  });
});

function at(bytes: Buffer, place: number, value: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[place] = changed[place] === value ? value ^ 1 : value;
  return changed;
}

function swapped(bytes: Buffer): Buffer {
  const length = 4 + 65_536 + 16;
  const [first, second] = [36, 36 + length].map((from) => bytes.subarray(from, from + length));
  const rest = bytes.subarray(36 + 2 * length);
  return Buffer.concat([bytes.subarray(0, 36), second ?? "", first ?? "", rest].map(Buffer.from));
}
