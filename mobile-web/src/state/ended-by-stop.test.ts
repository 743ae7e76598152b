import { expect, test } from "vitest";
import { blankState, reduce } from "./app-state.ts";
import { endedByStop } from "./ended-by-stop.ts";
import * as recorded from "./recording.ts";

const { Recorder, greeting, idFrom, recordedAt } = recorded;

test("what a stop of everything ends is counted: runs that have not ended, and what waits", () => {
  const past = { ...recorded.opened, run: idFrom(50) };
  const inputs = new Recorder().inbox(
    past,
    { t: "run.state", run: past.run, state: "done", at: recordedAt },
    recorded.opened,
    { t: "approval.asked", ask: recorded.editAsk },
    { t: "approval.asked", ask: recorded.testAsk },
    {
      t: "approval.resolved",
      approval: recorded.testAsk.approval,
      run: recorded.testAsk.run,
      outcome: "denied",
      at: recordedAt,
    },
  );
  const state = [...greeting(), ...inputs].reduce(reduce, blankState);
  expect(endedByStop(state)).toEqual({ runs: 1, approvals: 1, questions: 0 });
});

test("the fate of stopping everything is kept: there is nothing else that could say it", () => {
  const command = idFrom(70);
  const subject = { kind: "machine", id: command, does: "kill" } as const;
  const told = (progress: "queued" | "done") =>
    ({ kind: "command", at: recordedAt, command, subject, progress }) as const;
  const state = [told("queued"), told("done")].reduce(reduce, blankState);
  expect(state.commands.machine.get("kill")).toMatchObject({ progress: "done" });
});
