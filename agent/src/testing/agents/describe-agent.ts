// What every coding agent must show through its driver, with the real CLI: one test for each capability.

import { describe, it } from "vitest";
import { AgentBench } from "./agent-bench.ts";
import { type AgentFixture, type Capability, capabilities } from "./agent-fixture.ts";
import {
  commandApproved,
  commandDenied,
  editWithFullDiff,
  questionAnswered,
  stopWhileItAsks,
} from "./approval-checks.ts";
import { garbageOnItsOutput, killedInTheMiddle, lineOf128MB, modelFails } from "./fault-checks.ts";
import { type Noise, noise } from "./noisy-command.ts";
import { isInstalled } from "./pinned-agents.ts";
import { sessionResumed, sessionShown, sessionsListed } from "./session-checks.ts";
import { stopWhileItSpeaks, usageIsCounted, wholeTurn } from "./turn-checks.ts";

const withinMs = 240_000;

type Check = (bench: AgentBench, made: Noise) => Promise<void>;

const checks: Readonly<Record<Capability, Check>> = {
  "whole turn": wholeTurn,
  "command approved": commandApproved,
  "command denied": commandDenied,
  "edit with full diff": editWithFullDiff,
  question: questionAnswered,
  "stop while it speaks": stopWhileItSpeaks,
  "stop while it asks": stopWhileItAsks,
  resume: sessionResumed,
  "list of sessions": sessionsListed,
  "session shown": sessionShown,
  usage: usageIsCounted,
  "killed in the middle": killedInTheMiddle,
  "garbage on its output": garbageOnItsOutput,
  "errors of the model": modelFails,
  "line of 128 MB": lineOf128MB,
};

const noisy: ReadonlySet<Capability> = new Set(["garbage on its output", "line of 128 MB"]);

export function describeAgent(fixture: AgentFixture): void {
  const { name, agent, lacks = {} } = fixture;
  describe.skipIf(!isInstalled(agent))(`${name} ${agent.version}`, () => {
    for (const capability of capabilities) {
      const why = lacks[capability];
      const title = why === undefined ? capability : `${capability}: ${why}`;
      it.skipIf(why !== undefined)(title, () => expectOf(fixture, capability), withinMs);
    }
  });
}

async function expectOf(fixture: AgentFixture, capability: Capability): Promise<void> {
  const made = noise();
  const bench = await AgentBench.open(fixture, noisy.has(capability) ? made.command : undefined);
  try {
    await checks[capability](bench, made);
  } finally {
    await bench.close();
  }
}
