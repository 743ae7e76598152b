// A promise in a document names the test that holds it: `path/to/file.test.ts` and the test's name in
// quotes. The name must be that of a test in that file; in a table, each cell under "Test" cites one.

import { type ESTree, Visitor } from "vite";
import { type Finding, lineAt } from "../finding.ts";
import { readSource } from "../source.ts";
import type { Tree } from "../tree.ts";
import type { Markdown } from "./markdown.ts";

const citation =
  /`([\w./-]+\.(?:test|fuzz)\.tsx?)`[,:]?\s+((?:["“][^"”]+["”](?:[,;]|\s+and)?\s*)+)/g;

export function checkCitations({ path, prose }: Markdown, tree: Tree): readonly Finding[] {
  const text = prose.join("\n");
  return [...text.matchAll(citation)].flatMap((match) => {
    const [, file = "", quoted = ""] = match;
    if (!tree.has(file)) return [];
    const titles = readTitles(file, tree.text(file));
    const sentences = [...quoted.matchAll(/["“]([^"”]+)["”]/g)].map(([, name = ""]) =>
      squeeze(name),
    );
    return sentences
      .filter((sentence) => !titles.has(sentence))
      .map((sentence) => ({
        path,
        line: lineAt(text, match.index),
        message: `${file} has no test "${sentence}"`,
      }));
  });
}

export function checkTestColumns({ path, prose }: Markdown): readonly Finding[] {
  let column = -1;
  let inTable = false;
  return prose.flatMap((line, i) => {
    if (!line.trimStart().startsWith("|")) {
      inTable = false;
      return [];
    }
    const cells = cellsOf(line);
    if (!inTable) {
      inTable = true;
      column = cells.findIndex((cell) => /^tests?$/i.test(cell));
      return [];
    }
    const cell = cells[column];
    if (cell === undefined || /^:?-+:?$/.test(cell) || cell.match(citation) !== null) return [];
    const message = 'cite a test here: `path/to/file.test.ts` "the name of the test"';
    return [{ path, line: i + 1, message }];
  });
}

function cellsOf(row: string): readonly string[] {
  const inner = row.trim().replace(/^\|/, "").replace(/\|$/, "");
  return inner.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

/** The title is the first argument of `it`, `test` or a wrapper of theirs; the test is the last. */
function readTitles(path: string, text: string): ReadonlySet<string> {
  const titles = new Set<string>();
  const visitor = new Visitor({
    CallExpression: ({ arguments: [title, ...rest] }) => {
      const runs = rest.some(({ type }) => type.endsWith("FunctionExpression"));
      if (title !== undefined && runs) titles.add(titleOf(title));
    },
  });
  visitor.visit(readSource(path, text).program);
  return titles;
}

function titleOf(argument: ESTree.Argument): string {
  if (argument.type === "Literal" && typeof argument.value === "string")
    return squeeze(argument.value);
  if (argument.type !== "TemplateLiteral" || argument.expressions.length > 0) return "";
  return squeeze(argument.quasis[0]?.value.raw ?? "");
}

const squeeze = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
