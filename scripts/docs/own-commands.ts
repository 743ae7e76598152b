// Every command of ours that a document shows is one that the program understands: whole, with its flags, where
// it stands in a block that was typed; by its words, where it is named in a sentence.

import { commandTable } from "../../agent/src/cli/command-table.ts";
import { readWords } from "../../agent/src/cli/read-words.ts";
import type { Finding } from "../finding.ts";
import type { Found, Markdown } from "./markdown.ts";

/** How a line that is typed begins, by the language of its block. */
const typedAs = new Map([
  ["sh", /^longrein (.+)$/],
  ["console", /^\$ longrein (.+)$/],
]);

export function checkOwnCommands({ path, lines, codeSpans }: Markdown): readonly Finding[] {
  const typed = typedCommands(lines).flatMap(({ text, line }) => {
    const fault = faultOf(wordsOf(text));
    return fault === undefined ? [] : [{ path, line, message: `longrein ${text}: ${fault}` }];
  });
  const named = codeSpans.flatMap(({ text, line }) => {
    const [first, second] = /^longrein ((?:[a-z]+ ?)+)/.exec(text)?.[1]?.trim().split(" ") ?? [];
    if (first === undefined || isKnown(first, second)) return [];
    return [{ path, line, message: `${text}: there is no such command` }];
  });
  return [...typed, ...named];
}

function typedCommands(lines: readonly string[]): readonly Found[] {
  let begin: RegExp | undefined;
  let isInside = false;
  return lines.flatMap((text, i) => {
    const fence = /^```(\w*)/.exec(text);
    if (fence !== null) {
      isInside = !isInside;
      begin = isInside ? typedAs.get(fence[1] ?? "") : undefined;
    }
    const command = begin?.exec(text)?.[1];
    return command === undefined ? [] : [{ text: command, line: i + 1 }];
  });
}

function faultOf(words: readonly string[]): string | undefined {
  try {
    readWords(commandTable, words);
    return undefined;
  } catch (failure) {
    return failure instanceof Error ? failure.message : "it is not understood";
  }
}

/** As a shell would take them, up to a remark or to where its output goes. */
function wordsOf(command: string): string[] {
  const words = command.match(/"[^"]*"|[^\s"]+/g) ?? [];
  const end = words.findIndex((word) => /^[#>|;&]/.test(word));
  return words.slice(0, end < 0 ? undefined : end).map((word) => word.replaceAll('"', ""));
}

function isKnown(first: string, second: string | undefined): boolean {
  const names = commandTable.map(({ name }) => name);
  if (names.includes(first)) return true;
  const group = names.filter((name) => name.startsWith(`${first} `));
  return second === undefined ? group.length > 0 : group.includes(`${first} ${second}`);
}
