// All imports of a source file: static, of types only, re-exports, dynamic, and `import("x").T` in types.

import { type ESTree, Visitor } from "vite";
import { lineAt } from "../finding.ts";
import { readSource } from "../source.ts";

export interface Import {
  /** Undefined where the path is computed, which no check can follow. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
  readonly line: number;
}

export function readImports(path: string, text: string): readonly Import[] {
  const imports: Import[] = [];
  const add = (source: ESTree.Expression, typeOnly: boolean): void => {
    const value = source.type === "Literal" ? source.value : undefined;
    const specifier = typeof value === "string" ? value : undefined;
    imports.push({ specifier, typeOnly, line: lineAt(text, source.start) });
  };
  const visitor = new Visitor({
    ImportDeclaration: (node) => add(node.source, importsTypesOnly(node)),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === "type"),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node.source, exportsTypesOnly(node));
    },
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
    TSExternalModuleReference: (node) => add(node.expression, false),
    CallExpression: (node) => {
      const [argument] = node.arguments;
      const required = node.callee.type === "Identifier" && node.callee.name === "require";
      if (required && argument !== undefined && argument.type !== "SpreadElement") {
        add(argument, false);
      }
    },
  });
  visitor.visit(readSource(path, text).program);
  return imports;
}

function importsTypesOnly({ importKind, specifiers }: ESTree.ImportDeclaration): boolean {
  if (importKind === "type") return true;
  const named = specifiers.filter((specifier) => specifier.type === "ImportSpecifier");
  return (
    specifiers.length > 0 &&
    named.length === specifiers.length &&
    named.every((specifier) => specifier.importKind === "type")
  );
}

function exportsTypesOnly({ exportKind, specifiers }: ESTree.ExportNamedDeclaration): boolean {
  if (exportKind === "type") return true;
  return specifiers.length > 0 && specifiers.every((specifier) => specifier.exportKind === "type");
}
