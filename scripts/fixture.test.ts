// Fixtures are read as written: a sentence, files, findings.

import { expect, it } from "vitest";
import { parseFixture } from "./fixture.ts";

it("reads a sentence, files and the expected findings", () => {
  const fixture = parseFixture(
    "One fault\nin two lines.\n\n-- a/b.ts --\n// b\n-- c.md --\n-- expected --\na/b.ts: wrong\n",
  );
  expect(fixture.sentence).toBe("One fault in two lines.");
  expect(fixture.tree.paths).toEqual(["a/b.ts", "c.md"]);
  expect(fixture.tree.text("a/b.ts")).toBe("// b\n");
  expect(fixture.tree.text("c.md")).toBe("");
  expect(fixture.expected).toEqual(["a/b.ts: wrong"]);
});

it("refuses a fixture that forgot to say what it expects", () => {
  expect(() => parseFixture("A fault.\n-- a.ts --\n// a\n")).toThrow("without expected findings");
});
