// `longrein completion`: what makes a shell complete these commands, made from their table.

import type { Call, Command } from "./command.ts";
import { everyCommandsFlags } from "./read-words.ts";

export function completion({ terminal, table, argument }: Call): Promise<undefined> {
  const shell = argument("SHELL");
  const script = scriptFor(shell, table);
  terminal.say(script);
  terminal.json({ shell, script });
  return Promise.resolve(undefined);
}

export function scriptFor(shell: string, table: readonly Command[]): string {
  if (shell === "fish") return fish(table);
  return shell === "zsh" ? zsh(table) : bash(table);
}

/** What may follow the words so far: the next words of commands, and the flags of a whole one. */
export function followers(table: readonly Command[]): ReadonlyMap<string, readonly string[]> {
  const after = new Map<string, Set<string>>();
  const add = (words: string, next: readonly string[]) => {
    const known = after.get(words) ?? new Set<string>();
    for (const one of next) known.add(one);
    after.set(words, known);
  };
  for (const { name, flags = [], arguments: expected = [], isDefault } of table) {
    const [first = "", second] = name.split(" ");
    add("", [first]);
    if (second !== undefined) add(first, [second]);
    const shown = [...flags, ...everyCommandsFlags].filter(({ hidden }) => hidden !== true);
    const own = shown.map((flag) => `--${flag.name}`);
    const choices = expected.flatMap(({ choices: all = [] }) => all);
    add(name, [...own, ...choices]);
    if (isDefault === true) add(first, own);
  }
  return new Map(Array.from(after, ([words, next]) => [words, [...next].toSorted()]));
}

function cases(table: readonly Command[]): string {
  return Array.from(
    followers(table),
    ([words, next]) => `    ${JSON.stringify(words)}) next="${next.join(" ")}" ;;`,
  ).join("\n");
}

/** The words before the one being typed, flags left out, two at most. */
const wordsSoFar = `  local typed="" word
  for word in "\${before[@]}"; do
    case $word in -*) continue ;; esac
    typed="\${typed:+$typed }$word"
  done
  local next=""
  case $typed in`;

function bash(table: readonly Command[]): string {
  return `_longrein() {
  local before=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
${wordsSoFar}
${cases(table)}
  esac
  COMPREPLY=($(compgen -W "$next" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _longrein longrein`;
}

function zsh(table: readonly Command[]): string {
  return `#compdef longrein
_longrein() {
  local -a before
  before=("\${(@)words[2,CURRENT-1]}")
  _longrein_next "\${before[@]}"
}
_longrein_next() {
  local -a before
  before=("$@")
${wordsSoFar}
${cases(table)}
  esac
  if [[ -n $next ]]; then compadd -- \${=next}; else _files; fi
}
compdef _longrein longrein`;
}

function fish(table: readonly Command[]): string {
  const lines = Array.from(followers(table), ([words, next]) => {
    const condition = `__longrein_after ${JSON.stringify(words)}`;
    return `complete -c longrein -n '${condition}' -a '${next.join(" ")}'`;
  });
  return `function __longrein_after
  set -l typed (string match -v -- '-*' (commandline -opc)[2..-1])
  test "$typed" = "$argv[1]"
end
${lines.join("\n")}`;
}
