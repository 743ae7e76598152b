import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { openOn } from "./deniable.ts";
import type { PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";

const { Recorder, greeting, recordedAt } = recorded;

const ready: PhoneInput = {
  kind: "link",
  at: recordedAt,
  status: { kind: "ready", since: recordedAt },
};
const asked = (...asks: readonly (typeof recorded.editAsk)[]): PhoneState =>
  [
    ...greeting(),
    ready,
    ...new Recorder().inbox(
      recorded.opened,
      ...asks.map((ask) => ({ t: "approval.asked", ask }) as const),
    ),
  ].reduce(reduce, blankState);

const two = asked(recorded.editAsk, recorded.testAsk);

test("all approvals that wait can be denied, and it is said how many and of how many runs", () => {
  expect(openOn(new Map([["m", two]]))).toEqual([{ machine: "m", approvals: 2, runs: 1 }]);
});

test("nothing is denied on a machine that is away, on which nothing waits, or which lets this phone only look", () => {
  const away = reduce(two, {
    kind: "link",
    at: recordedAt,
    status: { kind: "waiting", untilMs: 0, reason: "agent-away" },
  });
  const viewer: PhoneState = { ...two, machine: two.machine && { ...two.machine, role: "viewer" } };
  const states = [away, viewer, asked()].map((state, index) => [`m${index}`, state] as const);
  expect(openOn(new Map(states))).toEqual([]);
});
