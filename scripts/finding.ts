// What a check has to say: where, and what to do about it. Printed in the form editors can jump to.

import type { Tree } from "./tree.ts";

export interface Finding {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

export type Check = (tree: Tree) => readonly Finding[];

export function formatFinding({ path, line, message }: Finding): string {
  return `${path}${line === undefined ? "" : `:${line}`}: ${message}`;
}

/** Prints the findings and sets the exit code; the name is that of the npm script. */
export function report(name: string, findings: readonly Finding[]): void {
  for (const finding of findings) console.log(formatFinding(finding));
  console.log(findings.length === 0 ? `${name}: ok` : `${name}: ${findings.length} found`);
  if (findings.length > 0) process.exitCode = 1;
}

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf("\n"); at !== -1 && at < offset; at = text.indexOf("\n", at + 1))
    line++;
  return line;
}
