// With the real Claude Code: what the operating system is handed is what was signed, where it was signed to
// run, and nothing of it once the world has changed.

import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { claudeFixture } from "../../testing/agents/claude-fixture.ts";
import { type ToolCall, calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled } from "../../testing/agents/pinned-agents.ts";
import { witness } from "../../testing/agents/place.ts";

let bench: AgentBench;
beforeEach(async () => {
  bench = await AgentBench.open(claudeFixture);
});
afterEach(() => bench.close());

const bash = (command: string): ToolCall => ({ name: "Bash", input: { command } });
const inWork = (name: string) => join(bench.place.folder, name);

/** The model's calls come one answer after the other; each is approved as it is asked for. */
async function approvesEach(...steps: readonly ToolCall[]): Promise<Uint8Array> {
  bench.model.script(...steps.map((step) => calls(step)), says("Done."));
  const run = await bench.start("Go on");
  for (let number = 1; number <= steps.length; number++) {
    const { ask, action } = await bench.asked(number);
    if (action.t !== "command") throw new Error(`expected a command, got ${action.t}`);
    await bench.answer(ask, "approve");
  }
  expect(await bench.rested(run)).toBe("done");
  return run;
}

/** As Claude Code wraps a script: for a shell that evaluates one quoted word. */
function evaluated(parent: readonly string[]): string | undefined {
  const [program, flag, script = ""] = parent;
  if (program !== "/bin/bash" || flag !== "-c") return undefined;
  const word = / && eval '((?:[^']|'"'"'|'\\'')*)' < \/dev\/null && /.exec(script)?.[1];
  return word?.replaceAll(`'"'"'`, "'").replaceAll(`'\\''`, "'");
}

describe.skipIf(!isInstalled(claudeFixture.agent))("what was signed is what runs", () => {
  it.each([
    ["quotes of all kinds", `${witness} 'a b' "c \\"d\\"" e\\ f '' "it's"; true`],
    ["what a shell expands", `X=1 ${witness} "$HOME" "\`echo sub\`" $((1+1)) *.none; true`],
    ["many lines", `${witness} first &&\n  ${witness} 'second\n  line' # end\ntrue`],
    ["characters of other scripts", `${witness} 'é🙂' "\\$x" '\\n'; true`],
  ])("with %s", async (_, script) => {
    await approvesEach(bash(script));
    const { action } = await bench.asked();
    if (action.t !== "command") throw new Error("expected a command");
    expect(action.shell).toEqual({ program: "/bin/bash", script });
    const seen = await bench.place.witnessed();
    expect(seen.length).toBeGreaterThan(0);
    for (const { parent, cwd } of seen) {
      expect(evaluated(parent)).toBe(script);
      expect(cwd).toBe(action.cwd);
    }
  });

  it("in the folder that an earlier command has moved to", async () => {
    await mkdir(inWork("sub"));
    await approvesEach(bash("cd sub"), bash(`${witness} here; true`));
    const { action } = await bench.asked(2);
    const [seen] = await bench.place.witnessed();
    expect([action.t === "command" && action.cwd, seen?.cwd]).toEqual([
      inWork("sub"),
      inWork("sub"),
    ]);
  });
});

describe.skipIf(!isInstalled(claudeFixture.agent))("what is no longer as it was shown", () => {
  it("does not run: the shell has moved while the question was open", async () => {
    await mkdir(inWork("sub"));
    bench.model.script(calls(bash("cd sub && ls"), bash("pwd && ls -a")), says("I see."));
    const run = await bench.start("Look around");
    const [first, second] = [await bench.asked(1), await bench.asked(2)];
    await bench.answer(first.ask, "approve");
    await bench.until(() => bench.all(run, "tool.done").length === 1, "the first to end");
    await bench.answer(second.ask, "approve");
    await bench.rested(run);
    expect(bench.all(run, "tool.done").map(({ status }) => status)).toEqual(["completed", "void"]);
    expect(bench.output(run)).not.toContain(`${bench.place.folder}/sub`);
  });

  it("is not written: somebody has changed the file while the question was open", async () => {
    await bench.place.write("a.txt", "one\ntwo\n");
    const edit = claudeFixture.calls.edit(inWork("a.txt"), "two", "TWO");
    bench.model.script(...edit.map((step) => calls(step)), says("Hm."));
    const run = await bench.start("Edit it");
    const { ask } = await bench.asked();
    await bench.place.write("a.txt", "mine\n");
    await bench.answer(ask, "approve");
    await bench.rested(run);
    expect(await bench.place.read("a.txt")).toBe("mine\n");
    expect(bench.all(run, "tool.done").at(-1)?.status).toBe("void");
    const resolved = bench.on.events().filter(({ t }) => t === "approval.resolved");
    expect(resolved.at(-1)).toMatchObject({ outcome: "void" });
  });
});

describe.skipIf(!isInstalled(claudeFixture.agent))("an edit", () => {
  it.each([
    ["CRLF", "one\r\ntwo\r\n", "two", "2\n3", "one\r\n2\r\n3\r\n"],
    ["a byte order mark", "\ufeffone\ntwo\n", "two", "2", "\ufeffone\n2\n"],
    ["white space at the ends of lines", "a  \nb\n", "a", "A", "A  \nb\n"],
    ["straight quotes beside others", `say “hi”\nsay "x"\n`, `"x"`, `"y"`, `say “hi”\nsay "y"\n`],
    ["a line that goes", "a\nb\nc\n", "b", "", "a\nc\n"],
    ["dollar signs", "one\n", "one", "$& $1 $$", "$& $1 $$\n"],
  ])("with %s writes what was signed", async (_, before, old, fresh, after) => {
    await bench.place.write("a.txt", before);
    const edit = claudeFixture.calls.edit(inWork("a.txt"), old, fresh);
    bench.model.script(...edit.map((step) => calls(step)), says("Done."));
    const run = await bench.start("Edit it");
    const { ask, action } = await bench.asked();
    expect(action.t).toBe("edit");
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.read("a.txt")).toBe(after);
    expect(bench.all(run, "notice")).toEqual([]);
  });
});

describe.skipIf(!isInstalled(claudeFixture.agent))("a stop", () => {
  it("is over when nothing of the turn runs, not even what does not want to end", async () => {
    await bench.place.write("stubborn.sh", 'trap "" TERM INT HUP\nsleep 71\nsleep 72\n');
    bench.model.script(calls(bash("bash stubborn.sh & bash stubborn.sh")), says("Done."));
    const run = await bench.start("Run it");
    const { ask } = await bench.asked();
    const before = bench.place.processes().length;
    await bench.answer(ask, "approve");
    await bench.until(() => bench.place.processes().length >= before + 4, "the scripts to run");
    await bench.stop(run);
    expect(await bench.rested(run)).toBe("stopped");
    expect(bench.place.processes().length).toBe(before);
    expect(existsSync(bench.place.folder)).toBe(true);
  });
});
