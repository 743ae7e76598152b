// The matrix of roles and commands, whole: what is not in it is refused.

import { roles } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { mayDo } from "./may-do.ts";

const commands = [
  "run.open",
  "run.prompt",
  "run.stop",
  "run.set",
  "approval.answer",
  "question.answer",
] as const;

const matrix: Readonly<Record<(typeof roles)[number], readonly string[]>> = {
  viewer: [],
  operator: [...commands],
  owner: [...commands],
};

describe("a role", () => {
  it.each(roles)("of %s may do what the matrix says and nothing else", (role) => {
    expect(commands.filter((command) => mayDo(role, command))).toEqual(matrix[role]);
  });
});
