// From the words of a command line to a command and its arguments, by what the table says of it. Pure.

import { parseArgs } from "node:util";
import { UserFailure } from "../platform/user-failure.ts";
import type { Argument, Command, Flag } from "./command.ts";

export interface Words {
  readonly command: Command;
  readonly isHelp: boolean;
  readonly isJson: boolean;
  argument(name: string): string;
  all(name: string): readonly string[];
  isSet(flag: string): boolean;
  value(flag: string): string | undefined;
  values(flag: string): readonly string[];
}

/** Understood by every command. */
export const everyCommandsFlags: readonly Flag[] = [
  { name: "json", about: "JSON on stdout, for programs, errors too; all else on stderr" },
  { name: "help", about: "what the command does, with an example" },
];

/** The command that the first words name, and how many they are; undefined if there is none. */
function findCommand(
  table: readonly Command[],
  words: readonly string[],
): { readonly command: Command; readonly length: number } | undefined {
  const [first, second] = words;
  const whole = table.find(({ name }) => name === `${first} ${second}`);
  if (whole !== undefined) return { command: whole, length: 2 };
  const isAlone = second === undefined || second.startsWith("-");
  const one = table.find(
    ({ name, isDefault }) =>
      name === first || (isAlone && isDefault === true && name.startsWith(`${first} `)),
  );
  return one && { command: one, length: 1 };
}

export function readWords(table: readonly Command[], argv: readonly string[]): Words {
  const start = argv.findIndex((word) => !word.startsWith("-"));
  const leading = start < 0 ? [] : argv.slice(start, start + 2);
  const found = findCommand(table, leading);
  if (found === undefined) throw unknownCommand(table, leading);
  const { command, length } = found;
  const rest = [...argv.slice(0, start), ...argv.slice(start + length)];
  const [own, handedOn] = split(command, rest);
  const { values, positionals } = parse(command, own);
  const given = giveOut(command, [...positionals, ...handedOn], values["help"] === true);
  return {
    command,
    isHelp: values["help"] === true,
    isJson: values["json"] === true,
    argument: (name) => given.get(name)?.[0] ?? "",
    all: (name) => given.get(name) ?? [],
    isSet: (flag) => values[flag] === true,
    value: (flag) => {
      const value = values[flag];
      return typeof value === "string" ? value : undefined;
    },
    values: (flag) => {
      const all = values[flag];
      return Array.isArray(all) ? all.filter((one) => typeof one === "string") : [];
    },
  };
}

/** What another program is to read is not ours to understand. */
function split(
  command: Command,
  argv: readonly string[],
): readonly [own: readonly string[], handedOn: readonly string[]] {
  if (command.arguments?.at(-1)?.handedOn !== true) return [argv, []];
  const flags = [...everyCommandsFlags, ...(command.flags ?? [])].map(({ name }) => `--${name}`);
  const end = argv.findIndex((word) => word !== "-h" && !flags.includes(word));
  if (end < 0) return [argv, []];
  const isMarked = argv[end] === "--";
  return [argv.slice(0, end), argv.slice(isMarked ? end + 1 : end)];
}

function parse(command: Command, argv: readonly string[]) {
  const flags = [...everyCommandsFlags, ...(command.flags ?? [])];
  const option = ({ name, value, many: multiple = false }: Flag) => {
    const type = value === undefined ? ("boolean" as const) : ("string" as const);
    return [name, { type, multiple, ...(name === "help" && { short: "h" }) }] as const;
  };
  try {
    const parsed = parseArgs({
      args: [...argv],
      options: Object.fromEntries(flags.map(option)),
      allowPositionals: true,
    });
    for (const { name, choices } of flags) refuseOthers(`--${name}`, parsed.values[name], choices);
    return parsed;
  } catch (failure) {
    if (failure instanceof UserFailure) throw failure;
    const [why = ""] = failure instanceof Error ? failure.message.split(/\. |\n/) : [];
    throw misused(command, lowered(why));
  }
}

function refuseOthers(name: string, given: unknown, choices: readonly string[] | undefined): void {
  if (typeof given !== "string" || choices === undefined || choices.includes(given)) return;
  throw new TypeError(`expected one of ${choices.join(", ")} after ${name}`);
}

function giveOut(
  command: Command,
  words: readonly string[],
  isHelp: boolean,
): ReadonlyMap<string, readonly string[]> {
  const expected = command.arguments ?? [];
  const left = [...words];
  const given = new Map<string, readonly string[]>();
  for (const argument of expected) {
    const own = argument.many === true ? left.splice(0) : left.splice(0, 1);
    if (own.length === 0 && argument.optional !== true && !isHelp) {
      throw misused(command, `expected ${argument.name}: ${argument.about}`);
    }
    for (const word of own) requireChoice(command, argument, word);
    if (own.length > 0) given.set(argument.name, own);
  }
  const [stray] = left;
  if (stray !== undefined) throw misused(command, `${JSON.stringify(stray)} is one word too many`);
  return given;
}

function requireChoice(command: Command, { name, choices }: Argument, word: string): void {
  if (choices === undefined || choices.includes(word)) return;
  throw misused(command, `expected one of ${choices.join(", ")} for ${name}`);
}

function misused({ name }: Command, why: string): UserFailure {
  return new UserFailure("usage", why, `longrein help ${name}`);
}

function unknownCommand(table: readonly Command[], [first = "", second]: readonly string[]) {
  const isGroup = table.some(({ name }) => name.startsWith(`${first} `));
  const words = isGroup && second !== undefined ? `${first} ${second}` : first;
  const hint = isGroup ? `longrein help ${first}` : "longrein help";
  return new UserFailure("usage", `there is no command ${JSON.stringify(words)}`, hint);
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, "");
}
