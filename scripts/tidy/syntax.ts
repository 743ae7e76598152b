// Rules that need the parsed source: how it opens, what it exports, how long its functions are, and that
// no test is left focused or skipped.

import { type ESTree, Visitor } from "vite";
import { type Finding, lineAt } from "../finding.ts";
import { type Source, isSource, isTest, readSource } from "../source.ts";
import type { Tree } from "../tree.ts";
import { functionLinesMax, isVector, mayExportDefault, mayReExport } from "./limits.ts";

type Say = (offset: number, message: string) => void;

export function checkSyntax(tree: Tree): readonly Finding[] {
  const sources = tree.paths.filter((path) => isSource(path) && !isVector(path));
  return sources.flatMap((path) => {
    const source = readSource(path, tree.text(path));
    const findings: Finding[] = [];
    const say: Say = (offset, message) =>
      findings.push({ path, line: lineAt(source.text, offset), message });
    if (!hasTwin(tree, path)) checkOpening(source, say);
    checkExports(source, say);
    checkFunctions(source, say);
    if (isTest(path)) checkFocus(source, say);
    return findings;
  });
}

/** A test beside the file it is named for says what it is by its name. */
function hasTwin(tree: Tree, path: string): boolean {
  return isTest(path) && tree.has(path.replace(/\.(test|fuzz|bench)\./, "."));
}

function checkOpening({ text, comments }: Source, say: Say): void {
  const code = text.replace(/^#!.*\n/, "");
  const start = text.length - code.trimStart().length;
  const [first] = comments.filter((comment) => comment.start >= start);
  const says =
    first !== undefined && first.start === start && /[a-z]\S* +\S*[a-z]/i.test(first.value);
  const directs = first !== undefined && /^\s*(@ts-|(ox|es)lint|\/|vitest|#)/.test(first.value);
  if (!says || directs) say(start, "open the file with one to five lines on what it is for");
}

function checkExports({ path, program }: Source, say: Say): void {
  const exporting = program.body.filter(passesOn);
  const barrel =
    exporting.length > 0 &&
    program.body.every(
      (statement) => passesOn(statement) || statement.type === "ImportDeclaration",
    );
  if (barrel && !mayReExport(path)) {
    say(0, "a barrel; let each reader import from the file that has the thing");
  }
  for (const statement of program.body) {
    if (statement.type === "ExportAllDeclaration") say(statement.start, "write each name out");
    if (exportsDefault(statement) && !mayExportDefault(path)) {
      say(statement.start, "a default export; give it a name");
    }
  }
}

/** An export of what another file holds. */
function passesOn(statement: ESTree.Directive | ESTree.Statement): boolean {
  if (statement.type === "ExportAllDeclaration") return true;
  return statement.type === "ExportNamedDeclaration" && statement.declaration === null;
}

function exportsDefault(statement: ESTree.Directive | ESTree.Statement): boolean {
  if (statement.type === "ExportDefaultDeclaration") return true;
  if (statement.type !== "ExportNamedDeclaration") return false;
  return statement.specifiers.some(
    ({ exported }) => exported.type === "Identifier" && exported.name === "default",
  );
}

/** A describe groups tests, each of which is measured by itself. */
function checkFunctions({ text, program }: Source, say: Say): void {
  const groups = new Set<number>();
  const measure = (node: ESTree.Function | ESTree.ArrowFunctionExpression): void => {
    const lines = lineAt(text, node.end) - lineAt(text, node.start) + 1;
    if (lines <= functionLinesMax || groups.has(node.start)) return;
    say(node.start, `a function of ${lines} lines; at most ${functionLinesMax}`);
  };
  const visitor = new Visitor({
    CallExpression: (node) => {
      if (rootOf(node.callee) !== "describe") return;
      for (const argument of node.arguments) groups.add(argument.start);
    },
    FunctionDeclaration: measure,
    FunctionExpression: measure,
    ArrowFunctionExpression: measure,
  });
  visitor.visit(program);
}

const runners = new Set(["bench", "describe", "it", "suite", "test"]);
const focus = new Set(["fails", "only", "skip", "todo"]);

function checkFocus({ program }: Source, say: Say): void {
  const visitor = new Visitor({
    MemberExpression: ({ object, property }) => {
      if (property.type !== "Identifier" || !focus.has(property.name)) return;
      if (!runners.has(rootOf(object) ?? "")) return;
      say(property.start, `.${property.name} is left in a test`);
    },
  });
  visitor.visit(program);
}

/** `describe` for `describe`, `describe.each(rows)` and `describe.skip`. */
function rootOf(node: ESTree.Expression | ESTree.Super): string | undefined {
  if (node.type === "Identifier") return node.name;
  if (node.type === "MemberExpression") return rootOf(node.object);
  if (node.type === "CallExpression") return rootOf(node.callee);
  return node.type === "TaggedTemplateExpression" ? rootOf(node.tag) : undefined;
}
