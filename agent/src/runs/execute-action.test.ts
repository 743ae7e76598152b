// Approved actions carried out with real files and real processes: from the frozen bytes and nothing else,
// and not at all once the world is no longer the one that was shown.

import { mkdir, readFile, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Action, freezeAction } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { effects } from "../daemon/effects.ts";
import { sha256 } from "../platform/files.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import type { Performed } from "./driver.ts";
import { executeAction } from "./execute-action.ts";
import { makeDiff } from "./make-diff.ts";

let temporary: ThrowAwayFolder;
let root: string;
let outside: string;

beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  root = await temporary.makeFolder("workspace");
  outside = await temporary.makeFolder("outside");
});
afterEach(() => temporary.remove());

const origin = { v: 1, run: new Uint8Array(16), driver: "test" } as const;
const digest = (text: string) => sha256(Buffer.from(text));

function edit(path: string, before: string | undefined, after: string | undefined): Action {
  const change = {
    path,
    ...(before === undefined ? {} : { before: digest(before) }),
    ...(after === undefined ? {} : { after: digest(after) }),
    diff: makeDiff(before ?? "", after ?? ""),
  };
  return { t: "edit", tool: "edit", ...origin, root, changes: [change] };
}

function edits(...all: readonly Action[]): Action {
  const changes = all.flatMap((action) => (action.t === "edit" ? action.changes : []));
  return { t: "edit", tool: "edit", ...origin, root, changes };
}

function execute(action: Action): Promise<Performed> {
  return executeAction(effects, freezeAction(action), new AbortController().signal, {
    output: () => undefined,
  });
}

const write = (name: string, content: string) => writeFile(join(root, name), content);
const read = (name: string) => readFile(join(root, name), "utf8");

describe("an approved edit", () => {
  it("is written exactly as it was shown", async () => {
    await write("a.txt", "one\r\ntwo");
    expect(await execute(edit("a.txt", "one\r\ntwo", "one\r\n2\n"))).toEqual({ kind: "done" });
    expect(await read("a.txt")).toBe("one\r\n2\n");
  });

  it("makes a new file, empties one and deletes one", async () => {
    await write("full", "x\n");
    await write("old", "y\n");
    const all = edits(
      edit("new", undefined, "n\n"),
      edit("full", "x\n", ""),
      edit("old", "y\n", undefined),
    );
    expect(await execute(all)).toEqual({ kind: "done" });
    expect((await readdir(root)).toSorted()).toEqual(["full", "new"]);
    expect([await read("new"), await read("full")]).toEqual(["n\n", ""]);
  });

  it("takes file names with spaces, dashes and characters that a shell would act on", async () => {
    const name = "-rf $(touch x) `y` ; é🙂 'z'";
    expect(await execute(edit(name, undefined, "n\n"))).toEqual({ kind: "done" });
    expect(await readdir(root)).toEqual([name]);
  });

  it("writes none of its files if the last one does not fit", async () => {
    await write("a", "a\n");
    await write("b", "changed meanwhile\n");
    const performed = await execute(edits(edit("a", "a\n", "A\n"), edit("b", "b\n", "B\n")));
    expect(performed).toEqual({ kind: "void", why: "b has changed" });
    expect(await read("a")).toBe("a\n");
  });
});

const spoilt: readonly (readonly [string, () => Promise<unknown>])[] = [
  ["the file has changed", () => write("a", "a\nmore\n")],
  ["the file is gone", () => rm(join(root, "a"))],
  [
    "a link has taken the file's place",
    async () => {
      await rename(join(root, "a"), join(outside, "a"));
      await symlink(join(outside, "a"), join(root, "a"));
    },
  ],
  [
    "a folder has taken the file's place",
    async () => {
      await rm(join(root, "a"));
      await mkdir(join(root, "a"));
    },
  ],
  [
    "a link has taken the folder's place",
    async () => {
      await rename(root, join(outside, "moved"));
      await symlink(join(outside, "moved"), root);
    },
  ],
  ["the folder has moved", () => rename(root, join(outside, "moved"))],
];

describe("an approved edit is void and nothing is written when", () => {
  it.each(spoilt)("%s", async (_, spoil) => {
    await write("a", "a\n");
    await spoil();
    const performed = await execute(edit("a", "a\n", "A\n"));
    expect(performed.kind).toBe("void");
    for (const place of [root, outside, join(outside, "moved")]) {
      expect(await readFile(join(place, "a"), "utf8").catch(() => "")).not.toContain("A");
    }
  });

  it("a file stands where a new one was shown", async () => {
    await write("a", "");
    expect(await execute(edit("a", undefined, "A\n"))).toMatchObject({ kind: "void" });
    expect(await read("a")).toBe("");
  });

  it("the diff leads to other bytes than the digest that was signed", async () => {
    await write("a", "a\n");
    const frozen = edit("a", "a\n", "A\n");
    if (frozen.t !== "edit") throw new Error("expected an edit");
    const changes = frozen.changes.map((change) => ({ ...change, after: digest("B\n") }));
    expect(await execute({ ...frozen, changes })).toMatchObject({ kind: "void" });
    expect(await read("a")).toBe("a\n");
  });

  it("a deletion shows less than the whole file", async () => {
    await write("a", "a\nb\n");
    const change = { path: "a", before: digest("a\nb\n"), diff: "@@ -1,1 +0,0 @@\n-a\n" };
    const frozen: Action = { t: "edit", tool: "edit", ...origin, root, changes: [change] };
    expect(await execute(frozen)).toMatchObject({ kind: "void" });
    expect(await read("a")).toBe("a\nb\n");
  });

  it("the file is not text", async () => {
    await writeFile(join(root, "a"), Buffer.of(0xff, 0x0a));
    const change = { path: "a", before: sha256(Buffer.of(0xff, 0x0a)), after: digest("A\n") };
    const changes = [{ ...change, diff: makeDiff("\ufffd\n", "A\n") }];
    const frozen: Action = { t: "edit", tool: "edit", ...origin, root, changes };
    expect(await execute(frozen)).toMatchObject({ kind: "void" });
  });

  it("its folder is gone, which is not made anew for a new file", async () => {
    await rename(root, join(outside, "moved"));
    expect(await execute(edit("a", undefined, "A\n"))).toMatchObject({ kind: "void" });
    expect(await readdir(temporary.path)).toEqual(["outside"]);
  });

  it("two of its changes are for one file, however that is spelled", async () => {
    await write("a", "a\n");
    const twice = edits(edit("a", "a\n", "A\n"), edit("./a", "a\n", "B\n"));
    expect(await execute(twice)).toEqual({ kind: "void", why: "./a is named twice" });
    expect(await read("a")).toBe("a\n");
  });
});

describe("a path that leads out of the workspace is never written to:", () => {
  const escapes: readonly (readonly [string, (outside: string) => string])[] = [
    ["by dots", () => "../outside/x"],
    ["by dots in the middle", () => "sub/../../outside/x"],
    ["by an absolute path", (elsewhere) => `${elsewhere}/x`],
    ["by a folder that is a link", () => "link/x"],
    ["by a NUL behind a good name", () => "x\u0000/../../outside/x"],
    ["by naming the folder itself", () => "."],
    ["by an empty name", () => ""],
    ["by dots that end in the folder", () => "../workspace"],
    ["into the folder above, by a name with the same beginning", () => "../workspace-2/x"],
  ];

  it.each(escapes)("%s", async (_, pathFor) => {
    await symlink(outside, join(root, "link"));
    await mkdir(join(root, "sub"));
    await temporary.makeFolder("workspace-2");
    const performed = await execute(edit(pathFor(outside), undefined, "A\n"));
    expect(performed.kind).toBe("void");
    expect(await readdir(outside)).toEqual([]);
    expect(await readdir(join(root, "..", "workspace-2"))).toEqual([]);
    expect((await readdir(root)).toSorted()).toEqual(["link", "sub"]);
  });
});
