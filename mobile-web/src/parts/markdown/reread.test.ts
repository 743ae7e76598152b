import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBlocks } from "./blocks.ts";
import { leftOutUpTo, nothingRead, reread } from "./reread.ts";

const lines = [
  "word",
  "",
  "",
  "- item",
  "  - inner",
  "   1. third",
  "* [x] done",
  "> quote",
  "# Title",
  "---",
  "===",
  "```js",
  "```",
  "~~~",
  "a | b",
  "---|---",
  "1 | 2",
  "    indented",
  "  more",
  "***",
  "``",
  "#",
  "-",
];

describe("text that grows", () => {
  test("is read as if it had come at once, wherever it was cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { maxLength: 30 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 30 }),
        (parts, cuts) => {
          const text = parts.join("\n");
          let reading = nothingRead;
          for (const cut of cuts.toSorted((a, b) => a - b)) {
            reading = reread(reading, text.slice(0, cut));
          }
          expect(reread(reading, text).blocks).toEqual(readBlocks(text));
        },
      ),
      { seed: 1, numRuns: 4_000 },
    );
  });

  test("is read as if it began there, where its beginning is left out", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { maxLength: 30 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 30 }),
        (parts, cuts) => {
          const text = parts.join("\n");
          let reading = nothingRead;
          for (const cut of cuts.toSorted((a, b) => a - b)) {
            const so = text.slice(0, cut);
            const from = so.lastIndexOf("\n", cut / 2) + 1;
            reading = reread(reading, so, from);
            const begins = reading.blocks[0]?.from ?? from;
            expect(begins).toBeGreaterThanOrEqual(from);
            expect(reading.blocks).toEqual(readBlocks(so, begins));
          }
        },
      ),
      { seed: 1, numRuns: 4_000 },
    );
  });

  test("keeps its blocks when its beginning is left out, though that cuts one of them", () => {
    const text = "# One\n\ntwo\ntwo\n\n- three\n- four\n\nfive\n\nsix";
    const before = reread(nothingRead, text);
    const after = reread(before, `${text} and more`, text.indexOf("- four"));
    expect(after.blocks.map(({ from }) => from)).toEqual(
      ["five", "six"].map((at) => text.indexOf(at)),
    );
    expect(after.blocks[0]).toBe(before.blocks.at(-2));
    const anew = reread(after, text, 0);
    expect(anew.blocks).toEqual(before.blocks);
  });

  test("loses its beginning a few blocks at a time while it goes on, and at once when it is another", () => {
    const long = Array.from({ length: 12 }, (_, at) => `paragraph ${at}`).join("\n\n");
    const to = long.indexOf("paragraph 10");
    expect(leftOutUpTo(nothingRead, long, to)).toBe(to);
    const places = [0];
    let reading = reread(nothingRead, long);
    while (reading.from < to) {
      reading = reread(reading, `${reading.text}!`, leftOutUpTo(reading, `${reading.text}!`, to));
      places.push(reading.from);
    }
    expect(places).toEqual([0, 4, 8, 10].map((at) => long.indexOf(`paragraph ${at}`)));
    expect(leftOutUpTo(reading, long, 0)).toBe(0);
    expect(leftOutUpTo(reread(nothingRead, "other"), long, to)).toBe(to);
  });

  test("has its lists as deep as before, also after code in them", () => {
    const text = "- one\n  ```\n  code\n  ```\n  - inner\n  - and more";
    let growing = nothingRead;
    for (let at = 0; at < text.length; at++) growing = reread(growing, text.slice(0, at));
    expect(reread(growing, text).blocks).toEqual(readBlocks(text));
  });

  test("keeps every block but the last as it was", () => {
    const before = reread(nothingRead, "# One\n\ntwo\n\n- three\n- four");
    const after = reread(before, "# One\n\ntwo\n\n- three\n- four and a half");
    const kept = before.blocks.filter((placed, index) => placed === after.blocks[index]);
    expect(kept).toHaveLength(3);
    expect(after.blocks.at(-1)?.block).toMatchObject({ text: "four and a half" });
  });

  test("is read anew when it was replaced", () => {
    const before = reread(nothingRead, "one\n\ntwo");
    expect(reread(before, "other").blocks).toEqual(readBlocks("other"));
  });

  test("takes no longer for being long already", () => {
    const long = "A paragraph of some length.\n\n".repeat(8_000);
    let reading = reread(nothingRead, long);
    let anew = 0;
    let on = 0;
    // By turns, so that both suffer alike from what else goes on.
    for (let n = 0; n < 40; n++) {
      const text = `${reading.text}x`;
      anew += timeOf(() => void reread(nothingRead, text));
      on += timeOf(() => (reading = reread(reading, text)));
    }
    expect(on).toBeLessThan(anew / 2);
  });
});

function timeOf(act: () => void): number {
  const before = performance.now();
  act();
  return performance.now() - before;
}
