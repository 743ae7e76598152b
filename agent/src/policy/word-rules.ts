// What the words of a command give away where its text alone does not: the verb of git behind its options, code
// that is handed to an interpreter, and where output is written. Hints too: docs/decisions/0020.

import { isWithin } from "./is-within.ts";
import { remarksOnPaths } from "./path-rules.ts";
import type { Remark } from "./remark.ts";
import { type SimpleCommand, readScript } from "./shell-commands.ts";

interface Place {
  readonly folder: string;
  readonly cwd: string;
}

const high = (reason: string): Remark => ({ level: "high", reason });

/** Scripts in words of scripts, as in `sh -c '…'`: each is looked into, as deep as people write them. */
const depthMax = 3;

export function remarksOnWords(
  written: string | readonly string[],
  place: Place,
): readonly Remark[] {
  const commands = typeof written === "string" ? readScript(written).commands : [started(written)];
  const all = [...commands, ...within(commands, depthMax)];
  return all.flatMap((command) => [
    ...command.targets.flatMap((target) => remarksOnTarget(target, place)),
    ...remarksOnGit(command.words),
    ...remarksOnCode(command),
  ]);
}

const started = (words: readonly string[]): SimpleCommand => ({
  words,
  targets: [],
  isFedByPipe: false,
  isFedByText: false,
});

function within(commands: readonly SimpleCommand[], depth: number): readonly SimpleCommand[] {
  if (depth === 0) return [];
  const scripts = commands.flatMap(({ words }) => words.filter((word) => /\s/.test(word)));
  const inner = scripts.flatMap((script) => readScript(script).commands);
  return inner.length === 0 ? [] : [...inner, ...within(inner, depth - 1)];
}

function remarksOnTarget(target: string, { folder, cwd }: Place): readonly Remark[] {
  if (/^\/dev\/(null|stdout|stderr|tty)$/.test(target)) return [];
  if (target.startsWith("~") || /[$`]/.test(target)) return [high("writes outside the workspace")];
  const path = plainPath(target.startsWith("/") ? target : `${cwd}/${target}`);
  if (!isWithin(path, folder)) return [high("writes outside the workspace")];
  const inside = path.slice(folder.length + 1);
  return [{ level: "medium", reason: "writes to a file" }, ...remarksOnPaths([inside])];
}

/** Without steps up and steps on the spot. */
function plainPath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "" && step !== ".") steps.push(step);
  }
  return `/${steps.join("/")}`;
}

/** The name of a program, wherever it lies and however it is bracketed. */
const nameOf = (word: string) => word.replace(/^[$({`!]+/, "").replace(/^.*\//s, "");

const verbs: ReadonlyMap<string, RegExp> = new Map([
  ["reset", /^--(hard|merge|keep)/],
  ["checkout", /^(--?f\w*|--|\.)$/],
  ["switch", /^(-f|--force|--discard.*)$/],
  ["branch", /^-(D|-force|-delete)$/],
  ["stash", /^(drop|clear)$/],
  ["restore", /^/],
  ["clean", /^/],
]);

function remarksOnGit(words: readonly string[]): readonly Remark[] {
  let state: "outside" | "options" | "value" = "outside";
  let discards: RegExp | undefined;
  const remarks: Remark[] = [];
  for (const word of words) {
    if (discards?.test(word) === true) remarks.push(high("discards changes"));
    if (state === "value") state = "options";
    else if (state === "options" && word.startsWith("-")) {
      if (/^(-[cC]|--(git-dir|work-tree|namespace|exec-path|config-env))$/.test(word))
        state = "value";
    } else if (state === "options") {
      state = "outside";
      const verb = word.replace(/[)}`]+$/, "");
      if (verb === "push") remarks.push(high("publishes something"));
      if (verb === "clean") remarks.push(high("discards changes"));
      discards = verbs.get(verb);
    } else if (nameOf(word) === "git") state = "options";
  }
  return remarks;
}

const shell = /^(ba|z|da|k|fi|c|tc)?sh$/;
/** Which options of an interpreter are followed by code. */
const interpreters: readonly (readonly [name: RegExp, code: RegExp])[] = [
  [/^(node|nodejs|bun|tsx)$/, /^(-[ep]|-pe|--(eval|print)(=[^]*)?|--import=data:[^]*)$/],
  [/^(python|pypy)[\d.]*$/, /^-[A-Za-z]*c/],
  [/^(perl|ruby|lua|osascript|Rscript)[\d.]*$/, /^-\w*[eE]/],
  [/^php[\d.]*$/, /^-[rBRE]/],
  [/^deno$/, /^eval$/],
];
const before = /^(sudo|doas|env|nohup|time|command|exec|nice|timeout|xargs|\d+[smh]?|-.*|\w+=.*)$/s;

function remarksOnCode({ words, isFedByPipe, isFedByText }: SimpleCommand): readonly Remark[] {
  const remarks: Remark[] = [];
  for (const [place, word] of words.entries()) {
    const code = interpreters.find(([name]) => name.test(nameOf(word)))?.[1];
    if (code !== undefined && hasCode(words, place + 1, code))
      remarks.push(high("runs code from its arguments"));
  }
  const start = words.findIndex((word) => !before.test(word));
  const [program = "", ...rest] = start < 0 ? [] : words.slice(start);
  const name = nameOf(program);
  const isShell = shell.test(name);
  const reads = isShell || interpreters.some(([pattern]) => pattern.test(name));
  // A program or a module to run is named: then what it is fed is no code.
  const isTold = rest.some((word) => !word.startsWith("-") || word === "-m");
  if (reads && (isShell || !isTold) && isFedByPipe)
    remarks.push(high("runs what it has just read"));
  if (reads && !isTold && isFedByText) remarks.push(high("runs code from its arguments"));
  return remarks;
}

/** So many words are looked at behind each name: all of them behind all of them would take too long. */
const optionsMax = 16;

/** Among its options, which end where a program or a module is named. */
function hasCode(words: readonly string[], from: number, code: RegExp): boolean {
  const end = Math.min(words.length, from + optionsMax);
  for (let place = from; place < end; place += 1) {
    const word = words[place] ?? "";
    if (code.test(word)) return true;
    const isValue = place > from && words[place - 1]?.startsWith("-") === true;
    if (/^-(m|-)$/.test(word) || (!word.startsWith("-") && !isValue)) return false;
  }
  return false;
}
