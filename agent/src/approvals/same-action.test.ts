// What counts as the same as what was approved for the run: each field of a command changed once, and edits of this
// and of other files.

import { type Action, type CommandAction, type EditAction, freezeAction } from "@longrein/protocol";
import { expect, it } from "vitest";
import { isTheSame } from "./same-action.ts";

const digest = (byte: number) => new Uint8Array(32).fill(byte);
const origin = { v: 1, run: new Uint8Array(16).fill(1), driver: "d", tool: "t" } as const;
const command: CommandAction = {
  t: "command",
  ...origin,
  argv: ["node", "a.js"],
  cwd: "/w",
  environment: [{ name: "TZ", value: "UTC" }],
  operands: [{ path: "a.js", sha256: digest(1) }],
};
const change = { path: "a.txt", before: digest(1), after: digest(2), diff: "-a\n+b\n" };
const edit: EditAction = { t: "edit", ...origin, root: "/w", changes: [change] };
const frozen = (action: Action) => ({ action, bytes: freezeAction(action) });
const same = (one: Action, other: Action) => isTheSame(frozen(one), frozen(other));

it("is the same command again, and no other", () => {
  expect(same(command, { ...command })).toBe(true);
  const { argv: _, ...rest } = command;
  const others: readonly CommandAction[] = [
    { ...command, run: digest(9).slice(0, 16) },
    { ...command, driver: "e" },
    { ...command, tool: "u" },
    { ...command, argv: ["node", "a.js", ""] },
    { ...command, argv: ["node a.js"] },
    { ...rest, shell: { program: "/bin/sh", script: "node a.js" } },
    { ...command, cwd: "/w/sub" },
    { ...command, environment: [] },
    { ...command, environment: [{ name: "TZ", value: "CET" }] },
    { ...command, environment: [{ name: "TZ" }] },
    { ...command, operands: [{ path: "a.js", sha256: digest(2) }] },
    { ...command, operands: [] },
  ];
  for (const other of others) expect([other, same(command, other)]).toEqual([other, false]);
  expect(same(command, edit)).toBe(false);
});

it("is another edit of the same file, and of no other", () => {
  expect(same(edit, { ...edit, changes: [{ ...change, before: digest(3), diff: "+c\n" }] })).toBe(
    true,
  );
  const others: readonly EditAction[] = [
    { ...edit, run: digest(9).slice(0, 16) },
    { ...edit, driver: "e" },
    { ...edit, root: "/w/sub" },
    { ...edit, changes: [{ ...change, path: "b.txt" }] },
    { ...edit, changes: [change, { ...change, path: "b.txt" }] },
    { ...edit, changes: [{ path: "a.txt", after: digest(2), diff: "+b\n" }] },
    { ...edit, changes: [{ path: "a.txt", before: digest(1), diff: "-a\n" }] },
  ];
  for (const other of others) expect([other, same(edit, other)]).toEqual([other, false]);
  expect(same(edit, command)).toBe(false);
});
