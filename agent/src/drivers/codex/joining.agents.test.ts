// A thread of the desktop's, joined on the phone while Codex waits for somebody: what is asked about is known,
// although it was begun before anybody here listened.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyDiff } from "../../runs/apply-diff.ts";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { CodexDesktop } from "../../testing/agents/codex-desktop.ts";
import { codexFixture } from "../../testing/agents/codex-fixture.ts";
import { calls, says } from "../../testing/agents/model/model-turn.ts";
import { isInstalled, pinnedAgents } from "../../testing/agents/pinned-agents.ts";

let bench: AgentBench;
let desktop: CodexDesktop;
beforeEach(async () => {
  bench = await AgentBench.open(codexFixture("shared"));
  // Starts the server.
  await bench.driver.describe();
  desktop = await CodexDesktop.open(bench.place);
});
afterEach(async () => {
  await desktop.close();
  await bench.close();
});

describe.skipIf(!isInstalled(pinnedAgents.codex))("a thread that is joined while it asks", () => {
  it("about an edit asks about all of it on the phone, and the answer counts", async () => {
    await bench.place.write("a.txt", "one\ntwo\n");
    const edits = bench.fixture.calls.edit("a.txt", "one\ntwo\n", "one\nTWO\n");
    bench.model.script(calls(...edits), says("Edited."), says("And the rest."));
    const session = await desktop.begin(bench.place.folder, "Write two in capitals");
    await desktop.untilStatus("waitingOnApproval");

    const run = await bench.start("And then the rest", { session });
    const { ask, action } = await bench.asked();
    if (action.t !== "edit") throw new Error(`expected an edit, got ${JSON.stringify(action)}`);
    const [change] = action.changes;
    expect(applyDiff("one\ntwo\n", change?.diff ?? "")).toBe("one\nTWO\n");
    expect(await bench.place.read("a.txt")).toBe("one\ntwo\n");
    await bench.answer(ask, "approve");
    expect(await bench.rested(run)).toBe("done");
    expect(await bench.place.read("a.txt")).toBe("one\nTWO\n");
    expect(bench.said(run)).toContain("And the rest.");
  });
});
