// What stands at the end of a run: seen in a real run of Vitest over tests made to fail.

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
/** Inside the project, so that the tests in it find Vitest. */
const folder = mkdtempSync(join(root, "node_modules/.recall-"));

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const tests = `
import { expect, it } from "vitest";
let tries = 0;
it("passes", () => {});
it("passes later", { retry: 1 }, () => expect(++tries).toBe(2));
it("fails", () => { throw new Error("too low\\nand more"); });
it("differs", () => expect(["a pear"]).toEqual([]));
`;

it(
  "names what failed with its reason and what passed only when tried again",
  { timeout: 60_000 },
  () => {
    writeFileSync(join(folder, "some.test.mjs"), tests);
    writeFileSync(join(folder, "broken.test.mjs"), "throw new Error('no such thing');");
    writeFileSync(join(folder, "vitest.config.mjs"), "export default {};");
    const reporter = join(import.meta.dirname, "recall.ts");
    const vitest = join(root, "node_modules/vitest/vitest.mjs");
    const { stdout } = spawnSync(
      process.execPath,
      [vitest, "run", "--root", folder, `--reporter=${reporter}`],
      { cwd: folder, encoding: "utf8", env: { ...process.env, VITEST: undefined } },
    );
    expect(stdout.trim().split("\n").toSorted()).toEqual([
      "failed: broken.test.mjs: no such thing",
      "failed: some.test.mjs > differs: expected [ 'a pear' ] to deeply equal [] (- [] + [ + \"a pear\", + ])",
      "failed: some.test.mjs > fails: too low",
      "second try: some.test.mjs > passes later",
    ]);
  },
);
