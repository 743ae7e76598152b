// Checks of turns without anything that must be asked: what is said, thought and counted, and how a turn ends
// before its time.

import { expect } from "vitest";
import type { AgentBench } from "./agent-bench.ts";
import { says } from "./model/model-turn.ts";

export async function wholeTurn(bench: AgentBench): Promise<void> {
  const { approvals, unusable, version } = await bench.driver.describe();
  expect({ approvals, unusable }).toEqual({ approvals: bench.fixture.approvals });
  // Not all of them say which they are.
  expect([undefined, bench.fixture.agent.version]).toContain(version);
  bench.model.script({ kind: "says", reasoning: "Let me think.", text: ["Good ", "morning."] });
  const run = await bench.start("Say good morning");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.said(run)).toBe("Good morning.");
  expect(JSON.stringify(bench.model.turnRequests[0]?.body)).toContain("Say good morning");
  bench.model.script(says("And good night."));
  await bench.prompt(run, "Now the night");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.said(run)).toBe("Good morning.And good night.");
}

export async function usageIsCounted(bench: AgentBench): Promise<void> {
  const usage = { input: 2_000, cached: 500, output: 77, reasoning: 5 };
  bench.model.script({ kind: "says", text: ["Counted."], usage });
  const run = await bench.start("Count");
  await bench.rested(run);
  const [event] = bench.all(run, "usage");
  expect(event?.output).toBe(usage.output);
  // Some count what was cached among the input, some beside it.
  expect([usage.input, usage.input + usage.cached, usage.input - usage.cached]).toContain(
    event?.input,
  );
}

export async function stopWhileItSpeaks(bench: AgentBench): Promise<void> {
  const { promise: never } = Promise.withResolvers<void>();
  bench.model.script({ kind: "says", text: ["I begin. "], until: never });
  const run = await bench.start("Talk without end");
  await bench.until(() => bench.said(run).includes("I begin."), "the first words");
  await bench.stop(run);
  expect(await bench.rested(run)).toBe("stopped");
  const [request] = bench.model.turnRequests;
  await bench.until(() => request?.hungUp === true, "the model's stream to be left");
  await expectGoesOn(bench, run);
}

/** After whatever happened, the same run can be talked to. */
export async function expectGoesOn(bench: AgentBench, run: Uint8Array): Promise<void> {
  bench.model.clear();
  bench.model.script(says("I am still here."));
  const before = bench.said(run).length;
  await bench.prompt(run, "Are you there?");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.said(run).slice(before)).toContain("I am still here.");
}
