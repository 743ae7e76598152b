// Holds the arrows between folders: no import that scripts/arrows/table.ts does not allow, no cycle of
// files or folders, not even one of types, and a table in ARCHITECTURE.md that says the same.
// `--table` prints that table, `--write` puts it into ARCHITECTURE.md.

import { writeFileSync } from "node:fs";
import { type Arrow, type Cycle, findCycles } from "./arrows/cycles.ts";
import { type Import, readImports } from "./arrows/imports.ts";
import { checkPrintedTable, document, printTable, withTable } from "./arrows/markdown.ts";
import { type Target, type Workspaces, readWorkspaces, resolveImport } from "./arrows/resolve.ts";
import { isFree, isIn, rowOf } from "./arrows/table.ts";
import { type Finding, report } from "./finding.ts";
import { isMainModule } from "./main-module.ts";
import { isSource, isTest } from "./source.ts";
import { type Tree, treeOnDisk } from "./tree.ts";

export function checkArrows(tree: Tree): readonly Finding[] {
  const workspaces = readWorkspaces(tree);
  const findings: Finding[] = [];
  const arrows: Arrow[] = [];
  for (const from of tree.paths.filter(isSource)) {
    if (!isFree(from) && rowOf(from) === undefined) {
      findings.push({ path: from, message: "no row in scripts/arrows/table.ts holds this file" });
      continue;
    }
    for (const found of readImports(from, tree.text(from))) {
      const target = follow(tree, workspaces, from, found);
      const why = isFree(from) ? refuseNowhere(target) : refuse(from, found, target);
      if (why !== undefined) findings.push({ path: from, line: found.line, message: why });
      if (target?.t === "file" && !isTest(from)) arrows.push({ from, to: target.path });
    }
  }
  const cycles = findCycles(arrows).map(describeCycle);
  return [...findings, ...cycles, ...checkPrintedTable(tree)];
}

function follow(
  tree: Tree,
  workspaces: Workspaces,
  from: string,
  { specifier }: Import,
): Target | undefined {
  return specifier === undefined ? undefined : resolveImport(tree, workspaces, from, specifier);
}

function refuse(from: string, found: Import, target: Target | undefined): string | undefined {
  const holder = rowOf(from);
  if (target === undefined) return "write the path of an import out, so that it can be checked";
  if (holder === undefined || target.t === "nowhere") return refuseNowhere(target);
  const { row, place } = holder;
  if (target.t === "package") {
    const allowed = (row.packages ?? []).some((name) => matches(target.name, name));
    return allowed ? undefined : `${place} may not import the package ${target.name}`;
  }
  const { path } = target;
  if (found.specifier?.startsWith(".") === true && packageOf(path) !== packageOf(from)) {
    return `import ${packageOf(path)} by the name of its package, not by its path`;
  }
  if (isFree(path)) return `${path} is there for tests and tools alone`;
  const ownFolder = place !== from && isIn(path, place);
  if (ownFolder || row.may.some((allowed) => isIn(path, allowed))) return undefined;
  if (!(row.mayTypes ?? []).some((allowed) => isIn(path, allowed))) {
    return `${place} may not import ${path}`;
  }
  return found.typeOnly ? undefined : `${place} may import only types of ${path}`;
}

function refuseNowhere(target: Target | undefined): string | undefined {
  return target?.t === "nowhere" ? `this import leads nowhere: ${target.why}` : undefined;
}

function matches(name: string, pattern: string): boolean {
  return pattern.endsWith("*") ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

const packageOf = (path: string): string => path.slice(0, path.indexOf("/"));

function describeCycle({ path, example }: Cycle): Finding {
  const message = `closes a cycle by importing ${example.to}: ${path.join(" → ")}`;
  return { path: example.from, message };
}

if (isMainModule(import.meta)) {
  const tree = treeOnDisk(process.cwd());
  if (process.argv.includes("--table")) console.log(printTable(tree));
  else if (process.argv.includes("--write")) writeFileSync(document, withTable(tree));
  else report("arrows", checkArrows(tree));
}
