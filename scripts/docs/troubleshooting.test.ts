// Every message that docs/troubleshooting.md quotes is one that a program says.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { treeOnDisk } from "../tree.ts";

const root = join(import.meta.dirname, "../..");
const page = readFileSync(join(root, "docs/troubleshooting.md"), "utf8");
const quoted = [...page.matchAll(/^\| `([^`]+)` +\|/gm)].map(([, text]) => text ?? "");
const sources = treeOnDisk(root)
  .paths.filter((path) => /^(agent\/(src|bin)|mobile-web\/src\/words\/en)\/.*\.[jt]s$/.test(path))
  .filter((path) => !/\.test\.ts$|\/testing\//.test(path))
  .map((path) => readFileSync(join(root, path), "utf8"))
  .join("\n");

test("quotes something", () => {
  expect(quoted.length).toBeGreaterThan(20);
});

test.each(quoted)("%s", (text) => {
  expect(sources).toContain(text);
});
