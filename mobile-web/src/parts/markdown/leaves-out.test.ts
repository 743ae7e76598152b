// A drawn text is approved for what was written: what would be missing from it is known.

import { expect, it } from "vitest";
import { hostileStrings } from "../hostile-strings.ts";
import { leavesOut } from "./leaves-out.ts";

const plan = [
  "# Roses",
  "## Context ##",
  "They are **white**, and _ought_ to be `red`; ~~not~~ see [the garden](src/garden.ts:12 'the map').",
  "1. Prune:\n   - the old\n   - [x] the dead\n   - [ ] what is crossed\n2. Paint",
  "> Quietly.",
  "```sh\nrm -rf ./thorns # all\n```",
  "| bed | colour |\n|:---|---:|\n| 1 | red \\| pink |",
  "More: <https://example.org/roses>",
  "---",
  "Under\n=====",
].join("\n\n");

it("of a plan as agents write them nothing is left out", () => {
  expect(leavesOut(plan)).toBe(false);
});

it.each(hostileStrings)("not even of %j", (text) => {
  expect(leavesOut(`# Plan\n\n1. Do ${text} first\n2. \`${text}\``)).toBe(false);
});

it("not of a link whose words are its address, nor of code that looks like one", () => {
  expect(leavesOut("See [src/a.ts](src/a.ts).\n\n    [a](a)\n\n`[b](b)`")).toBe(false);
});

it("says so of a task that is done in capitals, since no small letter stands there", () => {
  expect(leavesOut("- [X] painted")).toBe(true);
});
