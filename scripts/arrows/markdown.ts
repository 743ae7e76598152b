// Prints the table of arrows for ARCHITECTURE.md, and tells whether the printed one still agrees.

import type { Finding } from "../finding.ts";
import type { Tree } from "../tree.ts";
import { type Row, rows } from "./table.ts";

const start = "<!-- arrows:begin -->";
const end = "<!-- arrows:end -->";
export const document = "ARCHITECTURE.md";
const missing = `put the table of arrows between ${start} and ${end}`;

/** Rows of folders that are not there yet wait until they are. */
export function printTable(tree: Tree): string {
  const there = (place: string): boolean => tree.has(place.replace(/\/\*$/, ""));
  const lines = rows.flatMap((row) => {
    const places = row.places.filter(there);
    return places.length === 0 ? [] : [`| ${code(places)} | ${printRow(row, there)} |`];
  });
  return ["| files | may import, besides their own folder |", "| --- | --- |", ...lines].join("\n");
}

function printRow(row: Row, there: (place: string) => boolean): string {
  const types = (row.mayTypes ?? []).filter(there);
  const parts = [
    code(row.may.filter(there)),
    types.length === 0 ? "" : `types of ${code(types)}`,
    code(row.packages ?? []),
  ];
  return parts.filter((part) => part !== "").join("; ") || "nothing";
}

const code = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(", ");

/** The document with the table as it should be. */
export function withTable(tree: Tree): string {
  const text = tree.text(document);
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) throw new Error(missing);
  return `${text.slice(0, from + start.length)}\n\n${printTable(tree)}\n\n${text.slice(to)}`;
}

export function checkPrintedTable(tree: Tree): readonly Finding[] {
  if (!tree.has(document)) return [];
  const text = tree.text(document);
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from === -1 || to < from) {
    return [{ path: document, message: missing }];
  }
  const printed = text.slice(from + start.length, to);
  if (squeeze(printed) === squeeze(printTable(tree))) return [];
  const line = text.slice(0, from).split("\n").length;
  const message = "the table of arrows is out of date: npm run arrows -- --write";
  return [{ path: document, line, message }];
}

/** A formatter may pad cells and stretch the rule below the heading. */
function squeeze(table: string): string {
  return table
    .replaceAll(/-+/g, "-")
    .replaceAll(/[ \t]+/g, " ")
    .trim();
}
