// What the operating system was handed is what the phone signed, byte for byte: seen from inside the process
// that Codex started. And a signature over what is no longer so lets nothing happen.

import { mkdir, realpath, rename, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { codexFixture } from "../../testing/agents/codex-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";

let bench: AgentBench;
beforeEach(async () => {
  bench = await AgentBench.open(codexFixture("shared"));
  await mkdir(join(bench.place.folder, "sub"));
  // Read by the shell that Codex starts, before anything of the command: shows its argv and where it is.
  const profile = join(bench.place.home, ".bash_profile");
  await writeFile(profile, `export PATH='${bench.place.bin}':"$PATH"\nwitness the-shell\n`);
});
afterEach(() => bench.close());

const cases: readonly (readonly [string, string, string?])[] = [
  ["one word", "witness"],
  ["both kinds of quotes", `witness "it's \\"quoted\\"" 'and "so"' \\'`],
  ["what a shell replaces", 'witness "$HOME" `printf %s tick` $(printf %s sub) *'],
  ["operators", "witness a && witness b || witness c; witness d | cat"],
  [
    "several lines",
    "first=1\nwitness \"line $first\"\n\n# a comment's quote\nwitness 'two\nlines'",
  ],
  ["a here-document", "cat <<'END'\n$HOME \\ 'x' \"y\"\nEND\nwitness after"],
  ["another folder by cd", "cd sub && witness there"],
  ["another folder by workdir", "witness there", "sub"],
  ["letters of the world", "witness 'grün 日本 \u{1F600} e\u0301'"],
  ["white space at both ends", "  \n\twitness padded \t\n "],
  ["backslashes", "witness 'a\\nb' a\\\\b \"\\x\""],
  ["an empty word and an exclamation mark", "witness '' '!' !x"],
];

describe.skipIf(!isInstalled(pinnedAgents.codex))("what Codex executes is what was signed", () => {
  it.each(cases)("with %s", async (_, script, workdir) => {
    const where = workdir === undefined ? {} : { workdir: join(bench.place.folder, workdir) };
    bench.model.script(
      calls({ name: "exec_command", input: { cmd: script, ...where } }),
      says("Done."),
    );
    const run = await bench.start("Run it");
    const { ask, action } = await bench.asked();
    expect(ask.approvals ?? "exact").toBe("exact");
    if (action.t !== "command") throw new Error(`expected a command, got ${action.t}`);
    expect(action.argv).toEqual(["/bin/bash", "-lc", script]);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    const [shell] = await bench.place.witnessed();
    expect(shell?.argv).toEqual(["witness", "the-shell"]);
    expect(shell?.parent).toEqual(action.argv);
    expect(shell?.cwd).toEqual(action.cwd);
    expect(action.cwd).toBe(await realpath(join(bench.place.folder, workdir ?? ".")));
  });

  it("and not if the folder has become another while somebody was asked", async () => {
    const sub = join(bench.place.folder, "sub");
    bench.model.script(
      calls({ name: "exec_command", input: { cmd: "witness there", workdir: sub } }),
      says("All right."),
    );
    const run = await bench.start("Run it there");
    const { ask } = await bench.asked();
    await mkdir(join(bench.place.folder, "elsewhere"));
    await rename(sub, join(bench.place.folder, "moved"));
    await symlink(join(bench.place.folder, "elsewhere"), sub);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.witnessed()).toEqual([]);
  });

  it("and not if the file of an edit has changed while somebody was asked", async () => {
    await bench.place.write("a.txt", "one\ntwo\n");
    const [edit] = bench.fixture.calls.edit("a.txt", "one\ntwo\n", "one\nTWO\n");
    if (edit === undefined) throw new Error("expected an edit");
    bench.model.script(calls(edit), says("All right."));
    const run = await bench.start("Write two in capitals");
    const { ask } = await bench.asked();
    await bench.place.write("a.txt", "zero\none\ntwo\n");
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.read("a.txt")).toBe("zero\none\ntwo\n");
  });
});
