// The few commands that are known to do nothing but tell: only of these is the risk called low. Whatever is not
// recognised to the last word is not among them. No promise either: git and others run what their settings name.

import { topicsOfPaths } from "./path-rules.ts";
import { type SimpleCommand, readScript } from "./shell-commands.ts";

const none = /^(?!)/;
/** Programs, and which of their options write, run or ask something else. Options may be shortened. */
const programs: ReadonlyMap<string, RegExp> = new Map([
  ...[
    "ls",
    "cat",
    "grep",
    "head",
    "tail",
    "wc",
    "cut",
    "tr",
    "echo",
    "printf",
    "pwd",
    "true",
    "false",
  ].map((name) => [name, none] as const),
  ...["which", "whoami", "basename", "dirname", "stat", "du", "df", "diff", "cmp"].map(
    (name) => [name, none] as const,
  ),
  ["rg", /^--(pre|host|search-zip)|^-\w*z/],
  ["find", /^-(exec|ok|delete|fprint|fls)/],
]);
const verbsOfGit: ReadonlySet<string> = new Set([
  "status",
  "log",
  "diff",
  "show",
  "rev-parse",
  "blame",
]);
const optionsOfGit = /^--(ou|ext|textc)|^-O/;
const shells = /^(\/(usr\/)?bin\/)?(ba|da|z|k)?sh$/;

export function isHarmless(script: string, shell: string, folder: string): boolean {
  const { commands, isPlain } = readScript(script);
  if (!isPlain || !shells.test(shell) || commands.length === 0) return false;
  return commands.every((command) => tellsOnly(command, folder));
}

/** As it is started, without a shell in between. */
export function isHarmlessProgram(argv: readonly string[], folder: string): boolean {
  return tellsOnly({ words: argv, targets: [], isFedByPipe: false, isFedByText: false }, folder);
}

function tellsOnly({ words, targets }: SimpleCommand, folder: string): boolean {
  const [program = "", ...rest] = words;
  if (targets.some((target) => target !== "/dev/null") || !staysWithin(rest, folder)) return false;
  const name = program.replace(/^\/(usr\/)?bin\//, "");
  if (name === "git") {
    const [verb = "", ...others] = rest[0] === "--no-pager" ? rest.slice(1) : rest;
    return verbsOfGit.has(verb) && !others.some((word) => optionsOfGit.test(word));
  }
  const refused = programs.get(name);
  return refused !== undefined && !rest.some((word) => refused.test(word));
}

/** As far as the words say: no other folder, and no file that holds secrets. */
function staysWithin(words: readonly string[], folder: string): boolean {
  const leaves = (word: string) =>
    /^~|(^|[/=:])\.\.(\/|$)|^-.*\//.test(word) ||
    (word.startsWith("/") && word !== folder && !word.startsWith(`${folder}/`));
  return !words.some(leaves) && !topicsOfPaths(words).has("secrets");
}
