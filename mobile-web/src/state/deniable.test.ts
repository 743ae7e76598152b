import type { Rights } from "@longrein/protocol";
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

const withRights = (rights: Rights): PhoneState => ({
  ...two,
  machine: two.machine && { ...two.machine, ...rights },
});

test.each<Rights>([
  { role: "viewer", approver: true },
  { role: "operator", approver: false },
])("all can be denied with the rights %j: a no is never harder than a yes", (rights) => {
  expect(openOn(new Map([["m", withRights(rights)]]))).toHaveLength(1);
});

test("nothing is denied on a machine that is away, on which nothing waits, or which lets this phone only look", () => {
  const away = reduce(two, {
    kind: "link",
    at: recordedAt,
    status: { kind: "waiting", untilMs: 0, reason: "agent-away" },
  });
  const viewer = withRights({ role: "viewer", approver: false });
  const states = [away, viewer, asked()].map((state, index) => [`m${index}`, state] as const);
  expect(openOn(new Map(states))).toEqual([]);
});
