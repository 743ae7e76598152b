// One title for each document, no section without a word in it, and the form of a decision.

import type { Finding } from "../finding.ts";
import type { Heading, Markdown } from "./markdown.ts";

const decisionLinesMax = 60;
const architectureLinesMax = 180;
const decisionHeadings = ["Status", "Problem", "Decision", "What else we weighed", "What follows"];

export function checkHeadings({ path, headings, lines }: Markdown): readonly Finding[] {
  const titles = headings.filter(({ level }) => level === 1);
  const sections = headings.flatMap((heading, i) => {
    const message = faultOf(heading, headings[i + 1], lines);
    return message === undefined ? [] : [{ path, line: heading.line, message }];
  });
  if (titles.length === 1) return sections;
  const message = `${titles.length} titles; one is right`;
  return [{ path, line: titles[1]?.line ?? 1, message }, ...sections];
}

function faultOf(
  heading: Heading,
  next: Heading | undefined,
  lines: readonly string[],
): string | undefined {
  if (heading.text === "") return "a heading without text";
  if (next !== undefined && next.level > heading.level) return undefined;
  const below = lines.slice(heading.line, (next?.line ?? lines.length + 1) - 1);
  const says = below.some((line) => line.trim() !== "" && !line.startsWith("<!--"));
  return says ? undefined : `nothing stands under "${heading.text}"`;
}

export function checkForms({ path, headings, lines }: Markdown): readonly Finding[] {
  if (path === "ARCHITECTURE.md" && lines.length > architectureLinesMax) {
    return [
      { path, message: `${lines.length} lines; one page is at most ${architectureLinesMax}` },
    ];
  }
  if (!path.startsWith("docs/decisions/") || path.endsWith("/README.md")) return [];
  const found: string[] = [];
  if (!/^docs\/decisions\/\d{4}-[a-z0-9-]+\.md$/.test(path))
    found.push("name it 0000-short-title.md");
  if (lines.length > decisionLinesMax) {
    found.push(`${lines.length} lines; a decision has at most ${decisionLinesMax}`);
  }
  const sections = headings.filter(({ level }) => level === 2).map(({ text }) => text);
  if (sections.join() !== decisionHeadings.join()) {
    found.push(`the sections of a decision are: ${decisionHeadings.join(", ")}`);
  }
  return found.map((message) => ({ path, message }));
}
