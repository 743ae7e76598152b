import type { RunState } from "@longrein/protocol";
import { expect, test } from "vitest";
import { blankState, reduce } from "./app-state.ts";
import { approvalsAtEnd } from "./beside-transcript.ts";
import { runsFollowedMax } from "./bounds.ts";
import { keyOf, runFeed } from "./identifiers.ts";
import { approvalsInSight, feedsToFollow, runsInOrder } from "./overview.ts";
import * as recorded from "./recording.ts";

const { Recorder, askFor, greeting, idFrom, recordedAt, testAction } = recorded;

function withRuns(states: readonly RunState[]) {
  const events = states.flatMap((state, index) => {
    const run = idFrom(100 + index);
    const at = recordedAt + index;
    return [{ ...recorded.opened, run, at }, { t: "run.state", run, state, at } as const];
  });
  return [...greeting(), ...new Recorder().inbox(...events)].reduce(reduce, blankState);
}

const keys = (...numbers: readonly number[]) =>
  numbers.map((number) => keyOf(idFrom(100 + number)));

test("live runs come first, and the newest of each kind before the older", () => {
  const state = withRuns(["done", "working", "failed", "waiting"]);
  expect(runsInOrder(state).map((run) => run.key)).toEqual(keys(3, 1, 2, 0));
});

test("the open run and the live ones are followed, and never more than the bound", () => {
  const state = withRuns(Array.from({ length: 9 }, () => "working" as const));
  const [open = ""] = keys(0);
  const followed = feedsToFollow(state, open);
  expect(followed[0]).toBe(runFeed(open));
  expect(followed).toHaveLength(runsFollowedMax);
  expect(new Set(followed).size).toBe(runsFollowedMax);
});

test("pending approvals come oldest first, and answered ones only if answered here", () => {
  const recorder = new Recorder();
  const [first, second, third] = [
    askFor(testAction, 61),
    askFor(testAction, 62),
    askFor(testAction, 63),
  ];
  const resolve = (approval: Uint8Array) =>
    ({ t: "approval.resolved", approval, run: first.run, outcome: "denied", at: 1 }) as const;
  const asked = [third, first, second].map((ask) => ({ t: "approval.asked", ask }) as const);
  const state = [
    ...recorder.inbox(...asked, resolve(first.approval)),
    {
      kind: "command",
      at: 1,
      command: recorded.idFrom(40),
      subject: { kind: "approval", id: first.approval, decision: "deny" },
      progress: "done",
    } as const,
  ].reduce(reduce, blankState);
  const shown = (from: typeof state) => approvalsInSight(from).map((approval) => approval.key);
  expect(shown(state)).toEqual([second, third, first].map((ask) => keyOf(ask.approval)));
  const elsewhere = recorder.inbox(resolve(second.approval)).reduce(reduce, state);
  expect(shown(elsewhere)).toEqual([third, first].map((ask) => keyOf(ask.approval)));
});

test("an approval stands at the end until it is answered, then with the tool that names it", () => {
  const recorder = new Recorder();
  const asks = [recorded.editAsk, recorded.testAsk];
  const state = [
    ...recorder.inbox(...asks.map((ask) => ({ t: "approval.asked", ask }) as const)),
    ...recorder.ofRun(recorded.untilEdit),
  ].reduce(reduce, blankState);
  const atEnd = (from: typeof state) =>
    approvalsAtEnd(from, recorded.run).map((approval) => approval.key);
  expect(atEnd(state)).toEqual(asks.map(({ approval }) => keyOf(approval)));
  const answered = asks.map(
    ({ approval, run }) =>
      ({ t: "approval.resolved", approval, run, outcome: "denied", at: 1 }) as const,
  );
  const after = recorder.inbox(...answered).reduce(reduce, state);
  expect(atEnd(after)).toEqual([keyOf(recorded.testAsk.approval)]);
});

test("an approval answered by another phone stays in sight for whoever was looking at it", () => {
  const recorder = new Recorder();
  const ask = askFor(testAction, 71);
  const answered = {
    t: "approval.resolved",
    approval: ask.approval,
    run: ask.run,
    outcome: "approved",
    device: recorded.idFrom(77),
    at: 1,
  } as const;
  const asked = recorder.inbox({ t: "approval.asked", ask });
  const looking = [...asked, recorder.current("inbox")].reduce(reduce, blankState);
  const after = recorder.inbox(answered).reduce(reduce, looking);
  expect(approvalsInSight(after).map(({ key }) => key)).toEqual([keyOf(ask.approval)]);
  // Told only afterwards, it is history.
  const late = new Recorder();
  const history = [
    ...late.inbox({ t: "approval.asked", ask }, answered),
    late.current("inbox"),
  ].reduce(reduce, blankState);
  expect(approvalsInSight(history)).toEqual([]);
});
