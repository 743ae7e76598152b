// Holds the documents to the code: paths, links, npm scripts, commands and cited tests exist, each document has one
// title, no section is empty, and each dependency has a reason.

import { checkCitations, checkTestColumns } from "./docs/citations.ts";
import { checkDependencies } from "./docs/dependencies.ts";
import { checkForms, checkHeadings } from "./docs/headings.ts";
import { type Markdown, readMarkdown } from "./docs/markdown.ts";
import { checkOwnCommands } from "./docs/own-commands.ts";
import { checkCodePaths, checkCommands, checkLinks } from "./docs/paths.ts";
import { type Finding, report } from "./finding.ts";
import { isMainModule } from "./main-module.ts";
import { type Tree, treeOnDisk } from "./tree.ts";

type Rule = (markdown: Markdown, tree: Tree) => readonly Finding[];

const rules: readonly Rule[] = [
  checkHeadings,
  checkForms,
  checkLinks,
  checkCodePaths,
  checkCommands,
  checkOwnCommands,
  checkCitations,
  checkTestColumns,
];

export function checkDocs(tree: Tree): readonly Finding[] {
  const documents = tree.paths.filter((path) => path.endsWith(".md"));
  const findings = documents.flatMap((path) => {
    const markdown = readMarkdown(path, tree.text(path));
    return rules.flatMap((rule) => rule(markdown, tree));
  });
  return [...findings, ...checkDependencies(tree)];
}

if (isMainModule(import.meta)) report("docs", checkDocs(treeOnDisk(process.cwd())));
