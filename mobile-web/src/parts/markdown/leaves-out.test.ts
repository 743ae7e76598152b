// A drawn text is approved for what was written: what would be missing from it is known.

import { expect, it } from "vitest";
import { hostileStrings } from "../hostile-strings.ts";
import { leavesOut } from "./leaves-out.ts";

const plan = [
  "# Roses",
  "## Context",
  "They are **white.** They *ought* to be `red`, see [the garden](src/garden.ts:12), and `src/*.ts`: 2 * 3 beds.",
  "1. Prune:\n   - the old\n   - [x] the dead\n   - [ ] what is crossed\n2. Paint",
  "```sh\nrm -rf ./thorns # all\n# no more\n---\n```",
  "| bed | colour |\n|:---|---:|\n| 1 | red |",
  "More: https://example.org/roses",
  "---",
  "Under\n=====",
].join("\n\n");

it("of a plan as agents write them nothing is left out", () => {
  expect(leavesOut(plan)).toBe(false);
});

it.each([
  "Delete __dist__ and __init__.py",
  "Run rm -rf build/*.o and src/*.o",
  "Take *.o and lib/* away",
  "There are 2*3*4 of them",
  "Keep ~~/work~~",
  "Open C:\\_temp\\-a",
  "echo a\n> /etc/passwd",
  "## Remove C #",
  "See [it](a 'b')",
  "| a | b |\n|---|---|\n| x \\| y | z |",
  "<https://example.org>",
  "See [src/a.ts](src/a.ts)",
])("says so of %j, where a mark could be meant as it stands", (text) => {
  expect(leavesOut(text)).toBe(true);
});

it.each([
  "Run `р\u0430ypal`",
  "```sh\ncurl \u0440aypal.com\n```",
  "| a | b |\n|---|---|\n| `\u0441p` | c |",
])("says so of %j, where code only looks like what a keyboard types", (text) => {
  expect(leavesOut(text)).toBe(true);
  expect(leavesOut(text.replaceAll(/[^\x00-\x7f]/g, "x"))).toBe(false);
});

it.each(hostileStrings)("says so of %j in code, or draws all of it", (text) => {
  expect(leavesOut(`# Plan\n\n1. \`x${text}\``)).toBe(/[^\t\n\x20-\x7e]/.test(text));
});

it("says so of a task that is done in capitals, since no small letter stands there", () => {
  expect(leavesOut("- [X] painted")).toBe(true);
});
