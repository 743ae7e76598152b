// What Codex asks for, and what of it can be signed as exact.

import { realpath } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import { commandRequest, patchRequest } from "./approval-request.ts";

let temporary: ThrowAwayFolder;
let folder: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  folder = await realpath(temporary.path);
});
afterEach(() => temporary.remove());

describe("a command", () => {
  it("is the argv that Codex runs, its shell included; its title is what a person looks for", async () => {
    const command = `/bin/bash -lc 'echo "a  b"'`;
    expect(await commandRequest({ kind: "command", command, cwd: folder })).toEqual({
      approvals: "exact",
      title: 'echo "a  b"',
      wish: {
        t: "command",
        tool: "shell",
        argv: ["/bin/bash", "-lc", 'echo "a  b"'],
        cwd: folder,
        environment: [],
        operands: [],
      },
    });
  });

  it.each([
    ["typing into what runs", { kind: "writeStdin", command: "write_stdin 'rm x'" }],
    ["what cannot be taken apart", { command: "echo 'no end" }],
    ["nothing at all", { command: "" }],
  ])("that is %s is only displayed", async (_, params) => {
    const request = await commandRequest({ ...params, cwd: folder });
    expect(request?.approvals).toBe("displayed");
    expect(request?.wish).toMatchObject({ t: "tool", cwd: folder });
  });

  it.each([
    ["no command", { cwd: "/" }],
    ["no folder", { command: "ls" }],
    ["a folder that is not there", { command: "ls", cwd: "/nowhere/at/all" }],
  ])("with %s cannot be shown", async (_, params) => {
    expect(await commandRequest(params)).toBeUndefined();
  });
});

describe("a patch", () => {
  const add = (path: string) => ({ path, kind: { type: "add" }, diff: "new\n" });

  it("is an edit that names its files", async () => {
    const request = await patchRequest([add(`${folder}/a.txt`), add(`${folder}/b.txt`)], folder);
    expect(request).toMatchObject({ approvals: "exact", title: "Edit a.txt, b.txt" });
    expect(request?.wish).toMatchObject({ t: "edit", root: folder });
  });

  it("that cannot be said exactly is displayed as Codex has it, and one of nothing is none", async () => {
    const odd = [{ path: `${folder}/a.txt`, kind: { type: "turn upside down" } }];
    const request = await patchRequest(odd, folder);
    expect(request?.approvals).toBe("displayed");
    expect(request?.wish).toMatchObject({ t: "tool", input: JSON.stringify(odd) });
    expect(await patchRequest([], folder)).toBeUndefined();
  });
});
