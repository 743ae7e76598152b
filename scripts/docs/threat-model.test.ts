// docs/threat-model.md names every attack that there is a number for, each once: with a test, or with why it has none.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const page = readFileSync(join(import.meta.dirname, "../../docs/threat-model.md"), "utf8");
/** How many attacks each part numbers. */
const numbered = { A: 14, B: 18, C: 19, D: 21 } as const;

test("each attack is in a table, or among those that cannot take place", () => {
  const rows = [...page.matchAll(/^(?:\| |- )([A-D]\d+)[ ,]/gm)].map(([, id = ""]) => id);
  const all = Object.entries(numbered).flatMap(([part, count]) =>
    Array.from({ length: count }, (_, i) => `${part}${i + 1}`),
  );
  expect(rows.toSorted()).toEqual(all.toSorted());
});

test("each row says what is left", () => {
  for (const [row] of page.matchAll(/^\| [A-D]\d+ .*$/gm)) {
    const cells = row.split("|").map((cell) => cell.trim());
    expect(cells).toHaveLength(7);
    expect(cells.slice(1, -1)).not.toContain("");
  }
});
