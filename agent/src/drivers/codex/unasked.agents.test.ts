// Ways by which Codex could come to do something that nobody was asked about, each of them closed.

import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { codexEnvironment, codexFixture } from "../../testing/agents/codex-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";

let bench: AgentBench;
beforeEach(async () => {
  bench = await AgentBench.open(codexFixture("shared"));
});
afterEach(() => bench.close());

/** What the model was told last. */
const told = (): string => JSON.stringify(bench.model.turnRequests.at(-1)?.body);

/** The folder brings settings along, and nobody has said yet whether it is trusted. */
async function bringAlong(settings: string): Promise<{ readonly userSettings: string }> {
  const { folder } = bench.place;
  await mkdir(join(folder, ".codex"));
  await writeFile(join(folder, ".codex/config.toml"), settings);
  const userSettings = join(codexEnvironment(bench.place).CODEX_HOME, "config.toml");
  const before = await readFile(userSettings, "utf8");
  await writeFile(userSettings, before.replace(/\[projects\..*\]\ntrust_level.*\n/, ""));
  return { userSettings };
}

describe.skipIf(!isInstalled(pinnedAgents.codex))("what nobody was asked about", () => {
  it("no terminal is opened that could be typed into later, not even with an approval", async () => {
    const input = { cmd: "bash", tty: true, yield_time_ms: 500 };
    bench.model.script(calls({ name: "exec_command", input }), says("All right."));
    const run = await bench.start("Open a shell");
    await bench.until(
      () => bench.on.asks().length > 0 || bench.said(run) !== "",
      "an approval to be asked for, or the end",
    );
    if (bench.on.asks().length > 0) await bench.answer((await bench.asked()).ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(told()).toContain("TTY execution is disabled");
  });

  it("an approval holds once: the same command is asked about again, and no rule is left behind", async () => {
    const command = calls(bench.fixture.calls.command("witness again"));
    bench.model.script(command, command, says("Twice."));
    const run = await bench.start("Run it twice");
    await bench.answer((await bench.asked(1)).ask, "approve");
    await bench.answer((await bench.asked(2)).ask, "deny");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.witnessed()).toHaveLength(1);
    const home = codexEnvironment(bench.place).CODEX_HOME;
    expect(existsSync(join(home, "rules/default.rules"))).toBe(false);
  });

  it("commands that look harmless are asked about, too", async () => {
    bench.model.script(calls(bench.fixture.calls.command("ls")), says("Seen."));
    const run = await bench.start("Look around");
    const { action } = await bench.asked();
    expect(action).toMatchObject({ t: "command", argv: ["/bin/bash", "-lc", "ls"] });
    await bench.stop(run);
  });

  it("what a denial says is told to the model", async () => {
    bench.model.script(
      calls(bench.fixture.calls.command("witness no")),
      says("I see."),
      says("Then I use the other one."),
    );
    const run = await bench.start("Run it");
    await bench.answer((await bench.asked()).ask, "deny", "Use the heron instead");
    expect(await bench.rested(run)).toBe("done");
    expect(told()).toContain("Use the heron instead");
    expect(await bench.place.witnessed()).toEqual([]);
  });

  it("models that work by writing programs are asked about every command of these", async () => {
    const script = "witness 'from a program'; true";
    const program = `const r = await tools.exec_command({cmd: ${JSON.stringify(script)}}); text(r);`;
    bench.model.script(calls({ name: "exec", freeform: program }), says("Done."));
    const run = await bench.start("Run it", { model: "gpt-6.1-sol" });
    const { ask, action } = await bench.asked();
    if (action.t !== "command") throw new Error(`expected a command, got ${action.t}`);
    expect(action.argv).toEqual(["/bin/bash", "-lc", script]);
    expect(await bench.place.witnessed()).toEqual([]);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    const [seen] = await bench.place.witnessed();
    expect(seen?.argv).toEqual(["witness", "from a program"]);
    expect(seen?.parent).toEqual(action.argv);
  });

  it("a program that the folder names is not started, and the folder does not become trusted", async () => {
    const started = join(bench.place.home, "started");
    const { userSettings } = await bringAlong(
      `[mcp_servers.trees]\ncommand = "/bin/sh"\nargs = ["-c", "touch '${started}'"]\n`,
    );
    bench.model.script(calls(bench.fixture.calls.command("touch made.txt")), says("Done."));
    const run = await bench.start("Make it");
    await bench.answer((await bench.asked()).ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.read("made.txt")).toBe("");
    expect(existsSync(started)).toBe(false);
    expect(await readFile(userSettings, "utf8")).not.toContain("trust_level");
  });
});
