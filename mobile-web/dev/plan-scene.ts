// A run that has made a plan and asks whether it may begin; and one whose plan cannot be drawn without a loss.

import type { AgentEvent, AgentMessage, ToolAction } from "@longrein/protocol";
import { runFeed } from "../src/state/identifiers.ts";
import type { PhoneInput } from "../src/state/phone-port.ts";
import * as recorded from "../src/state/recording.ts";

const { Recorder, askFor, greeting, recordedAt, run, runId } = recorded;

const wholePlan = [
  "# Water on time after the clocks change",
  "## Context",
  "`nextWatering` adds **24 hours** for each day, which is off by an hour twice a year.",
  "## Steps",
  "1. Write a test for each case, in `src/next-watering.test.ts`\n   - spring, in `Europe/Berlin`\n   - winter\n2. Count days with `setDate` instead\n3. Look through the callers:",
  "| file | what for |\n|---|---|\n| `src/beds.ts` | the list of beds |\n| `src/timer.ts` | starts the valves |",
  "```sh\nnode --test --test-reporter spec\n```",
  "## How to see that it holds",
  "- [ ] tests pass in `TZ=Europe/Berlin` and in UTC\n- [ ] nothing else has changed, see [the notes](docs/clocks.md)",
].join("\n\n");

const oddPlan = "# Water on time\n\n- [X] Read `src/beds.ts`\n- [ ] Count days";

function asking(plan: string): ToolAction {
  const planFilePath = "/home/mara/.claude/plans/water-on-time-brave-otter.md";
  return {
    t: "tool",
    v: 1,
    run: runId,
    driver: "claude",
    tool: "ExitPlanMode",
    input: JSON.stringify({ plan, planFilePath }),
    cwd: "/home/mara/garden-timer",
  };
}

const setup: Extract<AgentMessage, { t: "setup" }> = {
  t: "setup",
  ceiling: "trusted",
  workspaces: [{ name: "garden-timer", git: true }],
  drivers: [],
};

function planned(startedAt: number, plan: string): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  const risk = { level: "medium", reasons: ["uses a tool of the coding agent"] } as const;
  const ask = askFor(asking(plan), 14, { risk });
  const before: AgentEvent[] = [
    { t: "prompt", item: 0, text: "The timer waters late. Plan first.", at: recordedAt },
    { t: "settings", model: "large", mode: "plan", profile: "trusted", at: recordedAt },
    { t: "tool", item: 1, kind: "other", title: "ExitPlanMode", approval: ask.approval, at: 0 },
  ];
  return [
    ...greeting(startedAt).map((input) => ({ ...input, at: startedAt })),
    { kind: "message", at: startedAt, message: setup },
    ...recorder.inbox(
      recorded.opened,
      { t: "run.state", run: runId, state: "waiting", at: recordedAt + 11_000 },
      { t: "approval.asked", ask },
    ),
    recorder.current("inbox"),
    ...recorder.ofRun(before),
    recorder.current(runFeed(run)),
  ];
}

export const planScenes = (startedAt: number) => ({
  plan: () => planned(startedAt, wholePlan),
  "plan-odd": () => planned(startedAt, oddPlan),
});
