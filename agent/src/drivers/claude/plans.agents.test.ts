// With the real Claude Code: a plan is read on the phone before anything is begun, what was signed is what it goes
// by, and the run's mode is told as it really is.

import { readFile, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Action } from "@longrein/protocol";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { claudeFixture } from "../../testing/agents/claude-fixture.ts";
import { type ToolCall, calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled } from "../../testing/agents/pinned-agents.ts";

const plan = "# Roses\n\n1. First **prune**\n2. then paint\n";
const exit: ToolCall = { name: "ExitPlanMode", input: {} };

let bench: AgentBench;
let run: Uint8Array;
let path: string;
beforeEach(async () => {
  bench = await AgentBench.open(claudeFixture);
  bench.model.script(says("Gladly."));
  run = await bench.start("Paint the roses", { mode: "plan" });
  expect(await bench.rested(run)).toBe("done");
  // Claude Code tells its model alone where the plan goes.
  path = /create your plan at (\S+\.md)/.exec(told())?.[1] ?? "no path";
});
afterEach(() => bench.close());

/** What the model was sent last: too much to be printed where it is not as expected. */
const told = () => JSON.stringify(bench.model.turnRequests.at(-1)?.body);
const wasTold = (words: string) => told().includes(words);
const write = (): ToolCall => ({ name: "Write", input: { file_path: path, content: plan } });
const inputOf = (action: Action): unknown =>
  action.t === "tool" ? JSON.parse(action.input) : undefined;
const modes = () => bench.all(run, "settings").map(({ mode }) => mode);

/** Resolves with the question whether it may begin. */
async function planned(...last: readonly string[]) {
  bench.model.script(calls(write()), calls(exit), says(...last));
  await bench.prompt(run, "Plan it");
  return bench.asked();
}

describe.skipIf(!isInstalled(claudeFixture.agent))("a plan of Claude Code", () => {
  it("is written unasked, asked about whole, and begun when it is approved", async () => {
    const { ask, action } = await planned("I begin.");
    expect(action).toMatchObject({ t: "tool", tool: "ExitPlanMode" });
    expect(inputOf(action)).toEqual({ plan, planFilePath: path });
    expect(bench.model.turnRequests.length).toBe(3);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(bench.said(run)).toContain("I begin.");
    expect(wasTold("User has approved your plan")).toBe(true);
    expect(bench.all(run, "notice")).toEqual([]);
    expect(modes()).toEqual(["plan", "default"]);
  });

  it("goes on being planned with the words that somebody says instead", async () => {
    const { ask } = await planned("I think again.");
    await bench.answer(ask, "deny", "Leave the white ones.");
    expect(await bench.rested(run)).toBe("done");
    expect(wasTold("Leave the white ones.")).toBe(true);
    expect(modes()).toEqual(["plan"]);
  });

  it("hears of a bare no that it is to go on planning", async () => {
    const { ask } = await planned("I think again.");
    await bench.answer(ask, "deny");
    expect(await bench.rested(run)).toBe("done");
    expect(wasTold("Stay in plan mode")).toBe(true);
  });

  it("is not begun when it has changed while somebody was reading it", async () => {
    const { ask } = await planned("I look again.");
    await writeFile(path, "Cut them all down.");
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(wasTold("User has approved your plan")).toBe(false);
    expect(bench.all(run, "tool.done").at(-1)?.status).toBe("void");
    expect(modes()).toEqual(["plan"]);
    expect(await readFile(path, "utf8")).toBe("Cut them all down.");
  });

  it("that was approved is not planned anew after Claude Code was started again", async () => {
    const { ask } = await planned("I begin.");
    await bench.answer(ask, "approve");
    await bench.rested(run);
    await bench.driver.close?.();
    bench.model.script(says("I go on."));
    await bench.prompt(run, "Go on");
    expect(await bench.rested(run)).toBe("done");
    expect(bench.said(run)).toContain("I go on.");
    expect(modes()).toEqual(["plan", "default"]);
  });
});
