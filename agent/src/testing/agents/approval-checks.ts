// Checks of what must be asked: what is frozen is what runs, and what is denied or left does not run.

import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Action } from "@longrein/protocol";
import { expect } from "vitest";
import { sha256 } from "../../platform/files.ts";
import { applyDiff } from "../../runs/apply-diff.ts";
import type { AgentBench } from "./agent-bench.ts";
import { calls, says } from "./model/model-turn.ts";
import { expectGoesOn } from "./turn-checks.ts";

const makesFile = "printf hi > made.txt && cat made.txt";

export async function commandApproved(bench: AgentBench): Promise<void> {
  const run = await askForFile(bench);
  const { ask, action } = await bench.asked();
  expect(ask.approvals ?? "exact").toBe(bench.fixture.approvals);
  expect(commandIn(action)).toContain(makesFile);
  if (action.t === "command") expect(action.cwd).toBe(bench.place.folder);
  expect(existsSync(join(bench.place.folder, "made.txt"))).toBe(false);
  await bench.answer(ask, "approve");
  expect(await bench.rested(run)).toBe("done");
  expect(await bench.place.read("made.txt")).toBe("hi");
  if (bench.fixture.isSilent !== true) expect(bench.output(run)).toContain("hi");
  const tool = bench.all(run, "tool").find(({ approval }) => approval !== undefined);
  expect(tool?.approval).toEqual(ask.approval);
  const done = bench.all(run, "tool.done").find(({ item }) => item === tool?.item);
  expect(done?.status).toBe("completed");
  expect(bench.said(run)).toContain("As you said.");
}

export async function commandDenied(bench: AgentBench): Promise<void> {
  const run = await askForFile(bench);
  const { ask } = await bench.asked();
  await bench.answer(ask, "deny");
  await bench.rested(run);
  expect(existsSync(join(bench.place.folder, "made.txt"))).toBe(false);
  const tool = bench.all(run, "tool").find(({ approval }) => approval !== undefined);
  const done = bench.all(run, "tool.done").find(({ item }) => item === tool?.item);
  expect(done?.status).toBe("declined");
  await expectGoesOn(bench, run);
}

export async function editWithFullDiff(bench: AgentBench): Promise<void> {
  const before = "one\ntwo\nthree\n";
  const after = "one\nTWO\nthree\n";
  await bench.place.write("a.txt", before);
  const steps = bench.fixture.calls.edit("a.txt", before, after);
  bench.model.script(...steps.map((step) => calls(step)), says("Edited."));
  const run = await bench.start("Write two in capitals");
  const { ask, action } = await bench.asked();
  if (action.t !== "edit") throw new Error(`expected an edit, got ${JSON.stringify(action)}`);
  const [change] = action.changes;
  expect(change?.path).toBe("a.txt");
  expect(applyDiff(before, change?.diff ?? "")).toBe(after);
  expect(change?.before).toEqual(sha256(Buffer.from(before)));
  expect(change?.after).toEqual(sha256(Buffer.from(after)));
  expect(await bench.place.read("a.txt")).toBe(before);
  await bench.answer(ask, "approve");
  expect(await bench.rested(run)).toBe("done");
  expect(await bench.place.read("a.txt")).toBe(after);
  expect(bench.all(run, "tool.done").some(({ diff }) => diff?.includes("+TWO"))).toBe(true);
}

export async function questionAnswered(bench: AgentBench): Promise<void> {
  bench.model.script(
    calls(bench.fixture.calls.question("Which colour?", ["Crimson", "Teal"])),
    says("Painted."),
  );
  const run = await bench.start("Paint it");
  const question = await bench.questioned();
  const [part] = question.parts;
  expect(part?.text).toBe("Which colour?");
  expect(part?.choices.map(({ label }) => label)).toEqual(["Crimson", "Teal"]);
  await bench.choose(question, 1);
  expect(await bench.rested(run)).toBe("done");
  const told = JSON.stringify(bench.model.turnRequests[1]?.body);
  expect(told.lastIndexOf("Teal")).toBeGreaterThan(told.lastIndexOf("Crimson"));
}

export async function stopWhileItAsks(bench: AgentBench): Promise<void> {
  const run = await askForFile(bench);
  const { ask } = await bench.asked();
  await bench.stop(run);
  expect(await bench.rested(run)).toBe("stopped");
  const resolved = bench.on
    .events()
    .flatMap((event) => (event.t === "approval.resolved" ? [event] : []));
  expect(resolved).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);
  await expectGoesOn(bench, run);
  expect(existsSync(join(bench.place.folder, "made.txt"))).toBe(false);
}
async function askForFile(bench: AgentBench): Promise<Uint8Array> {
  bench.model.script(calls(bench.fixture.calls.command(makesFile)), says("As you said."));
  return bench.start("Make a file");
}

/** What a person reads as the command. */
function commandIn(action: Action): string {
  switch (action.t) {
    case "command":
      return [...(action.argv ?? []), action.shell?.script ?? ""].join(" ");
    case "tool":
      return action.input;
    case "edit":
      return "";
  }
}
