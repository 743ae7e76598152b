// The table of docs/agents.md: one row for each capability, one column for each coding agent at the version
// that was tested, and below it what is missing and why.

import { capabilities } from "../../agent/src/testing/agents/agent-fixture.ts";
import type { Tested } from "./report.ts";

const begin = "<!-- what `npm run test:agents` saw -->";
const end = "<!-- end of what it saw -->";

export function withTable(document: string, tested: readonly Tested[]): string {
  const from = document.indexOf(begin);
  const to = document.indexOf(end);
  if (from === -1 || to < from) throw new Error(`expected ${begin} and ${end} in docs/agents.md`);
  return `${document.slice(0, from + begin.length)}\n\n${table(tested)}\n${document.slice(to)}`;
}

function table(tested: readonly Tested[]): string {
  const cells = capabilities.map((capability) => [
    capability,
    ...tested.map((each) => mark(each, capability)),
  ]);
  const rows = [["", ...tested.map(({ agent }) => agent)], ...cells];
  const widths = rows[0]?.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, at) => cell.padEnd(widths?.[at] ?? 0)).join(" | ")} |\n`;
  const [head = [], ...rest] = rows.map(line);
  const rule = `| ${(widths ?? []).map((width) => "-".repeat(width)).join(" | ")} |\n`;
  return [head, rule, ...rest, ...notes(tested)].join("");
}

function mark({ passed, failed }: Tested, capability: string): string {
  if (passed.includes(capability)) return "tested";
  return failed.includes(capability) ? "fails" : "no";
}

/** A test that is left out has the reason in its name. */
function notes(tested: readonly Tested[]): string[] {
  const all = tested.flatMap(({ agent, skipped }) => skipped.map((why) => `- ${agent}, ${why}\n`));
  return all.length === 0 ? [] : ["\n", ...all];
}
