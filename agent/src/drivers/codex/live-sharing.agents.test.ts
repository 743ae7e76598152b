// One Codex thread in a real window at the desktop and on the phone at once: either may prompt and answer.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { codexEnvironment, codexFixture } from "../../testing/agents/codex-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import { commandOf, isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";
import { Tmux } from "../../testing/agents/tmux.ts";

const codex = pinnedAgents.codex;
const dialog = "Would you like to run the following command?";
const prompt = "Ask Codex to do anything";

let bench: AgentBench;
let window: Tmux | undefined;
beforeEach(async () => {
  bench = await AgentBench.open(codexFixture("shared"));
});
afterEach(async () => {
  await window?.close();
  window = undefined;
  await bench.close();
});

const openWindow = (...words: readonly string[]): Tmux => {
  const command = [commandOf(codex), ...words].join(" ");
  window = new Tmux(bench.place, codexEnvironment(bench.place), command);
  return window;
};

/** A run that the phone has begun, and a window that shows it. */
async function sharedRun() {
  bench.model.script(says("Good morning."));
  const run = await bench.start("Say good morning");
  await bench.rested(run);
  const [session] = (await bench.driver.sessions?.(bench.place.folder)) ?? [];
  const desktop = openWindow("resume", session?.session ?? "");
  await desktop.shows("Good morning.");
  await desktop.shows(prompt);
  return { run, desktop };
}

const asksFor = (script: string, ending: string): void => {
  const input = {
    cmd: script,
    sandbox_permissions: "require_escalated",
    justification: "Why not?",
  };
  bench.model.script(calls({ name: "exec_command", input }), says(ending));
};

describe.skipIf(!isInstalled(codex))("Codex at the desktop and on the phone", () => {
  it("an approval that is given on the phone closes the dialog at the desktop", async () => {
    const { run, desktop } = await sharedRun();
    asksFor("witness one", "One is done.");
    await bench.prompt(run, "Do one");
    const { ask } = await bench.asked();
    await desktop.shows(dialog);
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    await desktop.hides(dialog);
    await desktop.shows("One is done.");
    expect(await bench.place.witnessed()).toMatchObject([{ argv: ["witness", "one"] }]);
  });

  it("a denial on the phone closes the dialog at the desktop, and nothing runs", async () => {
    const { run, desktop } = await sharedRun();
    asksFor("witness one", "I leave it.");
    await bench.prompt(run, "Do one");
    const { ask } = await bench.asked();
    await desktop.shows(dialog);
    await bench.answer(ask, "deny");
    expect(await bench.rested(run)).toBe("done");
    await desktop.hides(dialog);
    expect(await bench.place.witnessed()).toEqual([]);
  });

  it("an approval that is given at the desktop is withdrawn on the phone", async () => {
    const { run, desktop } = await sharedRun();
    asksFor("witness one", "One is done.");
    await bench.prompt(run, "Do one");
    const { ask } = await bench.asked();
    await desktop.shows(dialog);
    desktop.press("y");
    expect(await bench.rested(run)).toBe("done");
    const resolved = bench.on.events().filter((event) => event.t === "approval.resolved");
    expect(resolved).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);
    expect(bench.all(run, "tool.done")).toMatchObject([{ status: "completed", exitCode: 0 }]);
    expect(await bench.place.witnessed()).toMatchObject([{ argv: ["witness", "one"] }]);
  });

  it("what is typed at the desktop is seen on the phone, and its dialog is left to the desktop", async () => {
    const { run, desktop } = await sharedRun();
    asksFor("witness two", "Two is done.");
    desktop.type("Do two, says the desktop");
    await desktop.shows("Do two, says the desktop");
    desktop.press("Enter");
    await desktop.shows(dialog);
    await bench.until(() => bench.all(run, "prompt").length === 2, "the prompt on the phone");
    await desktop.shows(dialog);
    desktop.press("y");
    await bench.until(() => bench.said(run).includes("Two is done."), "the answer on the phone");
    expect(bench.all(run, "prompt").at(-1)?.text).toBe("Do two, says the desktop");
    expect(await bench.place.witnessed()).toMatchObject([{ argv: ["witness", "two"] }]);
  });

  it("a session that was begun at the desktop is joined in the middle of its question", async () => {
    // Two servers that start at once would be in each other's way.
    await bench.driver.describe();
    const desktop = openWindow();
    await desktop.shows(prompt);
    asksFor("witness three", "Three is done.");
    desktop.type("Do three");
    await desktop.shows("Do three");
    desktop.press("Enter");
    await desktop.shows(dialog);
    const [session] = (await bench.driver.sessions?.(bench.place.folder)) ?? [];
    expect(session).toMatchObject({ title: "Do three", open: true, joinable: true });
    const run = await bench.start("And then four", { session: session?.session ?? "" });
    const { ask, action } = await bench.asked();
    expect(action).toMatchObject({ t: "command", argv: ["/bin/bash", "-lc", "witness three"] });
    bench.model.script(says("Four is done."));
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    await desktop.shows("Four is done.");
    await desktop.shows("And then four");
    expect(await bench.place.witnessed()).toMatchObject([{ argv: ["witness", "three"] }]);
  });
});
