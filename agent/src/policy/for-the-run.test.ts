// What may be approved for a whole run: a table of what is offered, and of everything that is not.

import type { Action, CommandAction, EditAction } from "@longrein/protocol";
import { expect, it } from "vitest";
import { mayHoldForRun } from "./for-the-run.ts";

const origin = { v: 1, run: new Uint8Array(16), driver: "d", tool: "t" } as const;
const command: CommandAction = {
  t: "command",
  ...origin,
  argv: ["npm", "test"],
  cwd: "/w",
  environment: [],
  operands: [],
};
const digest = new Uint8Array(32);
const change = { path: "a", before: digest, after: digest, diff: "" };
const edit = (...changes: EditAction["changes"][number][]): Action => ({
  t: "edit",
  ...origin,
  root: "/w",
  changes,
});
const verdict = { kind: "ask", tier: 1, risk: { level: "low", reasons: [] } } as const;
const medium = { ...verdict, risk: { level: "medium", reasons: [] } } as const;
const high = { ...verdict, risk: { level: "high", reasons: [] } } as const;
const tool: Action = { t: "tool", ...origin, input: "{}", cwd: "/w" };

it.each([
  ["a command", command, verdict],
  ["a command of medium risk", command, medium],
  ["an edit of one file", edit(change), verdict],
] as const)("%s may be approved for the run, but in no strict one", (_, action, asked) => {
  expect(mayHoldForRun(action, asked, "balanced")).toBe(true);
  expect(mayHoldForRun(action, asked, "trusted")).toBe(true);
  expect(mayHoldForRun(action, asked, "strict")).toBe(false);
});

it.each([
  ["of high risk", command, high],
  ["an edit of high risk", edit(change), high],
  ["that is approved at the machine alone", command, { ...verdict, tier: 3 }],
  ["an edit of two files", edit(change, { ...change, path: "b" }), verdict],
  ["a new file", edit({ path: "a", after: digest, diff: "" }), verdict],
  ["a deletion", edit({ path: "a", before: digest, diff: "" }), verdict],
  ["a tool of some other kind", tool, medium],
] as const)("what is never approved for a run: %s", (_, action, asked) => {
  expect(mayHoldForRun(action, asked, "trusted")).toBe(false);
});
