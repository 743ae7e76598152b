// A tool's output is told whole each time, or its end; each part of it is to be passed on once.

import { describe, expect, it } from "vitest";
import { grownBy } from "./tool-output.ts";

const long = Array.from({ length: 2_000 }, (_, line) => `line ${line}\n`).join("");

describe("what a tool has said since", () => {
  it.each([
    ["all of it at first", "", "a", "a"],
    ["what was added", "a\n", "a\nb\n", "b\n"],
    ["nothing, where nothing was", "a", "a", ""],
    ["what comes after the place where the end begins", long, `...\n\n${long.slice(5_000)}x`, "x"],
    ["all that is left, where the place is gone", "lost", "...\n\nnew", "\nnew"],
  ])("is %s", (_, before, now, grown) => {
    expect(grownBy(before, now)).toBe(grown);
  });
});
