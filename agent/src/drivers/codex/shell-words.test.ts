// Taking apart what was joined by a shell's rules; a real shell is the judge.

import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, it } from "vitest";
import { splitWords } from "./shell-words.ts";

const bash = (line: string): string[] =>
  execFileSync("/bin/bash", ["-c", `printf '%s\\0' ${line}`], { encoding: "utf8" })
    .split("\0")
    .slice(0, -1);

it.each([
  ["/bin/bash -lc 'printf hi > made.txt && cat made.txt'", 3],
  [`/bin/bash -lc "echo \\"it's \\$HOME\\" \\\`id -u\\\` | tee 'b c.txt'"`, 3],
  ["a '' b\\ c \"\\n\"'x'y", 4],
  ["/bin/bash -lc 'first\nsecond'", 3],
])("reads %j as a shell does", (line, count) => {
  expect(splitWords(line)).toEqual(bash(line));
  expect(splitWords(line)).toHaveLength(count);
});

it("reads whatever was quoted as a shell does", () => {
  const quote = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;
  const word = fc.string({ unit: fc.constantFrom(...Array.from("ab '\"\\$`\n\t*~é")) });
  fc.assert(
    fc.property(fc.array(word), (words) => {
      expect(splitWords(words.map(quote).join(" "))).toEqual(words);
    }),
  );
});

it.each(["'open", '"open', "ends in \\", "continued \\\nline"])("refuses %j", (line) => {
  expect(splitWords(line)).toBeUndefined();
});
