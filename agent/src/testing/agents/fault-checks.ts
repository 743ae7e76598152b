// Checks of what goes wrong: the coding agent dies, talks nonsense, or cannot reach its model. The run comes
// to rest, somebody is told what to do, and the next prompt works.

import { expect } from "vitest";
import type { AgentBench } from "./agent-bench.ts";
import { type ModelTurn, cutAfter, fails, says } from "./model/model-turn.ts";
import { type Noise, hugeLine } from "./noisy-command.ts";
import { expectGoesOn } from "./turn-checks.ts";

/** More often than any of them tries again. */
const always = 100;
const hugeBytes = 128 * 1_024 * 1_024;
/** Less than the line: it must not have been held. */
const heldBytesMax = 100 * 1_024 * 1_024;

export async function killedInTheMiddle(bench: AgentBench): Promise<void> {
  const { promise: never } = Promise.withResolvers<void>();
  bench.model.script({ kind: "says", text: ["I begin. "], until: never });
  const run = await bench.start("Talk without end");
  await bench.until(() => bench.said(run).includes("I begin."), "the first words");
  await bench.place.kill(bench.fixture.agent);
  // Nobody knows how far it came.
  expect(await bench.rested(run)).toBe("indeterminate");
  expectNextStep(bench, run);
  await expectGoesOn(bench, run);
}

export async function modelFails(bench: AgentBench): Promise<void> {
  const faults: readonly ModelTurn[] = [
    fails(401, always),
    fails(429, always),
    fails(500, always),
    cutAfter("I beg", always),
  ];
  bench.model.script(says("Ready."));
  const run = await bench.start("Be ready");
  await bench.rested(run);
  for (const fault of faults) {
    const told = nextSteps(bench, run).length;
    bench.model.clear();
    bench.model.script(fault);
    await bench.prompt(run, "Say something");
    await bench.rested(run);
    expect(nextSteps(bench, run).length).toBeGreaterThan(told);
    await expectGoesOn(bench, run);
  }
}

export async function garbageOnItsOutput(bench: AgentBench, noise: Noise): Promise<void> {
  const lines = [
    "\n",
    "no JSON\n",
    '{"half":\n',
    "[1,2]\n",
    "\u0000\uFFFD\n",
    "null\n",
    '{"method":7}\n',
  ];
  await whileItSpeaks(bench, () => noise.make(lines));
}

export async function lineOf128MB(bench: AgentBench, noise: Noise): Promise<void> {
  const before = process.memoryUsage().rss;
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss - before);
  }, 20);
  await whileItSpeaks(bench, () => noise.make(hugeLine(hugeBytes)));
  clearInterval(watch);
  expect(most).toBeLessThan(heldBytesMax);
}

/** Noise in the middle of a turn; either the turn survives it, or it fails and says so. */
async function whileItSpeaks(bench: AgentBench, disturb: () => Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  bench.model.script({ kind: "says", text: ["I begin. "], until: promise });
  const run = await bench.start("Talk");
  await bench.until(() => bench.said(run).includes("I begin."), "the first words");
  await disturb();
  resolve();
  const state = await bench.rested(run);
  expect(["done", "failed", "indeterminate"]).toContain(state);
  if (state !== "done") expectNextStep(bench, run);
  await expectGoesOn(bench, run);
}

function expectNextStep(bench: AgentBench, run: Uint8Array): void {
  expect(nextSteps(bench, run)).not.toEqual([]);
}

/** What the run's feed says that somebody can do. */
function nextSteps(bench: AgentBench, run: Uint8Array): string[] {
  const notices = bench.all(run, "notice").filter(({ level }) => level !== "info");
  return notices.flatMap(({ next }) => (next === undefined || next === "" ? [] : [next]));
}
