import type { Role } from "@longrein/protocol";
import { expect, test } from "vitest";
import { maySayNo } from "./deniable.ts";
import { mayCommand } from "./may-command.ts";
import * as recorded from "./recording.ts";
import { type Machine, blankState, reduce } from "./app-state.ts";

const { machine: greeted } = recorded.greeting().reduce(reduce, blankState);
if (greeted === undefined) throw new Error("expected a greeting");

const of = (about: Partial<Machine>) => ({ machine: { ...greeted, ...about } });

test.each<[Role, boolean]>([
  ["owner", true],
  ["operator", true],
  ["viewer", false],
])("the %s of a machine commands: %s", (role, may) => {
  expect(mayCommand(of({ role }))).toBe(may);
});

test("a build that is too old commands nothing, whoever holds it, and says no to nothing", () => {
  for (const role of ["owner", "operator", "viewer"] as const) {
    const old = of({ role, approver: true, updateRequired: true });
    expect([mayCommand(old), maySayNo(old)]).toEqual([false, false]);
  }
});

// The app is opened where there is no network: the kill switch waits for the machine as any other command, and was not
// to be had, for a reason that nobody had given.
test("of a machine that has not greeted yet nobody says that this phone may only look", () => {
  expect(mayCommand(blankState)).toBe(true);
  expect(mayCommand(of({ role: undefined, approver: undefined }))).toBe(true);
  expect(maySayNo(blankState)).toBe(true);
});
