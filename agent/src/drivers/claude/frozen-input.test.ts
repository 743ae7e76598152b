// From a call to what is signed, and from that, and only that, to what runs: with real files.

import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type Action, freezeAction, readAction } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import type { Call } from "./calls.ts";
import { frozenInput, isAsApproved } from "./frozen-input.ts";
import { proposalOf } from "./proposal.ts";

let temporary: ThrowAwayFolder;
let folder: string;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  folder = await temporary.makeFolder("w");
});
afterEach(() => temporary.remove());

const callOf = (tool: string): Call => ({
  id: "1",
  tool,
  cwd: folder,
  shell: "",
  outcome: { kind: "unasked" },
});

/** As the desk freezes it and reads it back. */
async function frozen(tool: string, input: object): Promise<Action> {
  const { wish } = await proposalOf(callOf(tool), input, { folder, shell: "/bin/bash" });
  const bytes = freezeAction({ ...wish, v: 1, run: new Uint8Array(16), driver: "claude" });
  return readAction(bytes);
}

const path = (name: string) => join(folder, name);

describe("a command", () => {
  it("is signed with its script to the letter, and runs as that", async () => {
    const command = "cd 'a b' &&\n  printf '%s\\n' \"$HOME\" `id -u` é🙂 # \\\n";
    const action = await frozen("Bash", { command, description: "not part of it" });
    expect(action).toMatchObject({
      t: "command",
      tool: "Bash",
      shell: { program: "/bin/bash", script: command },
      cwd: folder,
    });
    expect(await frozenInput(action)).toEqual({ kind: "input", input: { command } });
  });

  it("says how long it may take, where it says so, and that is signed, too", async () => {
    const action = await frozen("Bash", { command: "make", timeout: 600_000 });
    expect(action.tool).toBe("Bash, at most 600000 ms");
    const { input } = Object.assign({ input: undefined }, await frozenInput(action));
    expect(input).toEqual({ command: "make", timeout: 600_000 });
  });

  it.each([{ dangerouslyDisableSandbox: true }, { run_in_background: true }, { timeout: 1.5 }])(
    "with %j is shown with its whole input",
    async (more) => {
      const input = { command: "make", ...more };
      const action = await frozen("Bash", input);
      expect(action).toMatchObject({ t: "tool", tool: "Bash", input: JSON.stringify(input) });
      expect(await frozenInput(action)).toEqual({ kind: "input", input });
    },
  );
});

describe("an edit", () => {
  const edit = (name: string, old: string, fresh: string) => ({
    file_path: path(name),
    old_string: old,
    new_string: fresh,
    replace_all: false,
  });

  it("is signed with its diff, and its input makes the file exactly that", async () => {
    await writeFile(path("a.txt"), "one\ntwo\nthree\n");
    const action = await frozen("Edit", edit("a.txt", "two", "TWO"));
    if (action.t !== "edit") throw new Error("expected an edit");
    expect(action.changes[0]).toMatchObject({
      path: "a.txt",
      diff: "@@ -1,3 +1,3 @@\n one\n-two\n+TWO\n three\n",
    });
    const { input } = Object.assign({ input: undefined }, await frozenInput(action));
    expect(input).toEqual(edit("a.txt", "one\ntwo\nthree\n", "one\nTWO\nthree\n"));
    expect(await isAsApproved(action)).toBe(false);
    await writeFile(path("a.txt"), "one\nTWO\nthree\n");
    expect(await isAsApproved(action)).toBe(true);
  });

  it("of a new file in a new folder is signed as that", async () => {
    const input = { file_path: path("new/b.txt"), content: "b\n" };
    const action = await frozen("Write", input);
    expect(action).toMatchObject({ t: "edit", changes: [{ path: "new/b.txt" }] });
    expect(await frozenInput(action)).toEqual({ kind: "input", input });
  });

  it.each([
    ["changed", () => writeFile(path("a.txt"), "one\n2\n")],
    ["emptied", () => writeFile(path("a.txt"), "")],
  ])("is void when the file was %s meanwhile", async (_, disturb) => {
    await writeFile(path("a.txt"), "one\ntwo\n");
    const action = await frozen("Edit", edit("a.txt", "two", "TWO"));
    await disturb();
    expect(await frozenInput(action)).toEqual({ kind: "void", why: "a.txt has changed" });
  });

  it.each(["../w2/a.txt", "./a.txt", "a//b.txt"])("of %s is shown as a call", async (odd) => {
    const input = { file_path: `${folder}/${odd}`, content: "x\n" };
    expect(await frozen("Write", input)).toMatchObject({ t: "tool", tool: "Write" });
  });

  it("through a link, or of what is no text, is shown as a call", async () => {
    await mkdir(path("real"));
    await symlink(path("real"), path("link"));
    await writeFile(path("binary"), new Uint8Array([0xff, 0xfe, 0x00]));
    const inputs = ["link/a.txt", "binary"].map((name) => ({
      file_path: path(name),
      content: "x\n",
    }));
    for (const input of inputs) {
      const action = await frozen("Write", input);
      expect(action).toMatchObject({ t: "tool", input: JSON.stringify(input) });
    }
    expect(await readFile(path("binary"))).toEqual(Buffer.from([0xff, 0xfe, 0x00]));
  });
});

describe("any other tool", () => {
  it("is signed with its input to the letter, and who offers it", async () => {
    const input = { url: 'https://example.org/?a=1&b="2"', nested: [{ "a-b": null }] };
    const action = await frozen("mcp__weather__ask", input);
    expect(action).toMatchObject({ t: "tool", server: "weather", input: JSON.stringify(input) });
    expect(await frozenInput(action)).toEqual({ kind: "input", input });
  });
});
