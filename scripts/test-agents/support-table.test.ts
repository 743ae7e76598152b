// The table of docs/agents.md, out of a report of the test runner.

import { expect, it } from "vitest";
import { readTested } from "./report.ts";
import { withTable } from "./support-table.ts";

const test = (group: string, title: string, status: string) => ({
  ancestorTitles: [group],
  title,
  status,
});
const report = {
  testResults: [
    {
      assertionResults: [
        test("b 1.0.0", "whole turn", "passed"),
        test("b 1.0.0", "usage: it counts nothing", "skipped"),
        test("a 2.10.3", "whole turn", "failed"),
        test("something else", "whole turn", "passed"),
      ],
    },
  ],
};
const begin = "<!-- what `npm run test:agents` saw -->";
const end = "<!-- end of what it saw -->";

it("tells what was tested, what fails and what is missing, of agents in order", () => {
  const document = withTable(`head\n${begin}\nold\n${end}\ntail\n`, readTested(report));
  const lines = document.replaceAll(/ +/g, " ").split("\n");
  expect(lines[0]).toBe("head");
  expect(lines).toContain("| | a 2.10.3 | b 1.0.0 |");
  expect(lines).toContain("| whole turn | fails | tested |");
  expect(lines).toContain("| usage | no | no |");
  expect(lines).toContain("- b 1.0.0, usage: it counts nothing");
  expect(lines.at(-2)).toBe("tail");
  expect(lines).not.toContain("old");
});

it("is the same when nothing has changed", () => {
  const once = withTable(`${begin}\n${end}`, readTested(report));
  expect(withTable(once, readTested(report))).toBe(once);
});

it("refuses a document without a place for it", () => {
  expect(() => withTable("nothing", [])).toThrow("expected <!--");
});
