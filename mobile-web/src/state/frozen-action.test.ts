import { utf8 } from "@longrein/protocol";
import { approvableActionBytesMax } from "@longrein/protocol/limits";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { blankState } from "./app-state.ts";
import { mayDeny, whyNotHere } from "./approvability.ts";
import { frozenAction } from "./frozen-action.ts";
import { keyOf } from "./identifiers.ts";
import * as recorded from "./recording.ts";

const { askFor, editAsk, idFrom, testAction, testAsk } = recorded;

test("an action is read from its bytes, with the digest that the terminal shows", () => {
  const frozen = frozenAction(editAsk);
  expect(frozen).toMatchObject({ kind: "readable", action: { t: "edit" } });
  const digest = createHash("sha256")
    .update("longrein/1 action\0")
    .update(utf8(editAsk.action))
    .digest("hex")
    .slice(0, 12)
    .toUpperCase();
  expect(frozen.digest.replaceAll(" ", "")).toBe(digest);
  expect(frozen.digest).toMatch(/^[0-9A-F]{4} [0-9A-F]{4} [0-9A-F]{4}$/);
});

test.each([
  ["is not JSON", "rm -rf /", "malformed"],
  ["has a field nobody knows", testAsk.action.replace("{", '{"alsoRuns":"x",'), "malformed"],
  ["says a thing twice", testAsk.action.replace("{", '{"cwd":"/",'), "malformed"],
  ["is too long to be read", `"${"x".repeat(approvableActionBytesMax)}"`, "too-long"],
] as const)("an action that %s cannot be approved", (_what, action, why) => {
  const frozen = frozenAction({ ...testAsk, action });
  expect(frozen).toMatchObject({ kind: "unreadable", why });
});

test("an action of another run than the question names cannot be approved", () => {
  const frozen = frozenAction({ ...askFor(testAction, 12), run: idFrom(99) });
  expect(frozen).toMatchObject({ kind: "unreadable", why: "other-run" });
});

const machine = {
  name: "m",
  role: "operator",
  approver: true,
  device: undefined,
  clockAheadMs: 0,
  audit: undefined,
  updateRequired: false,
} as const;

test.each([
  ["an operator", {}, {}, undefined, true],
  ["a viewer", { role: "viewer", approver: false }, {}, "viewer", false],
  ["a viewer who may approve", { role: "viewer" }, {}, undefined, true],
  ["an operator who may not", { approver: false }, {}, "denier", true],
  ["a machine not heard yet", { role: undefined, approver: undefined }, {}, undefined, true],
  ["an outdated app", { updateRequired: true }, {}, "update", false],
  ["a passkey question", {}, { tier: 2 }, "tier2", true],
  ["a question for the machine alone", {}, { tier: 3 }, "tier3", true],
  ["an unreadable action", {}, { action: "{}" }, "malformed", true],
] as const)("%s is judged rightly", (_who, ofMachine, ofAsk, why, deny) => {
  const state = { ...blankState, machine: { ...machine, ...ofMachine } };
  const ask = { ...testAsk, ...ofAsk };
  const approval = { key: keyOf(ask.approval), run: keyOf(ask.run), ask, resolution: undefined };
  const found = whyNotHere(state, approval, frozenAction(ask));
  expect(found).toBe(why);
  expect(mayDeny(found)).toBe(deny);
});
