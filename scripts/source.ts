// Reads a source file with the parser that Vite brings, so that no check guesses at syntax.

import { type ESTree, type ParseResult, parseSync } from "vite";

export interface Source {
  readonly path: string;
  readonly text: string;
  readonly program: ESTree.Program;
  readonly comments: ParseResult["comments"];
}

export const isSource = (path: string): boolean => /\.(ts|tsx|js|mjs)$/.test(path);
export const isTest = (path: string): boolean => /\.(test|fuzz|bench)\.tsx?$/.test(path);

export function readSource(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined) throw new SyntaxError(`${path}: ${error.message}`);
  return { path, text, program, comments };
}
