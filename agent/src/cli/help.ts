// Help, from the table: of everything, of a group, of one command.

import type { Argument, Command, Flag } from "./command.ts";
import { everyCommandsFlags } from "./read-words.ts";
import type { Terminal } from "./terminal.ts";

/** What to begin with, then everything, in the order of the table. */
export function sayOverview(table: readonly Command[], terminal: Terminal): void {
  terminal.say("longrein: hold the reins of your coding agents from your phone\n");
  terminal.say("usage");
  terminal.say(`  ${terminal.command("COMMAND")} [--help] [--json]`);
  const width = Math.max(...table.map(({ name }) => name.length));
  for (const [chapter, commands] of chaptersOf(table)) {
    terminal.say(`\n${terminal.strong(chapter)}`);
    terminal.table(commands.map(({ name, about }) => ["", name.padEnd(width), about]));
  }
  terminal.say("\nexample");
  terminal.say(`  ${terminal.command("demo")}`);
  terminal.say(`  ${terminal.command("up --embedded")}`);
}

export function chaptersOf(table: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  return Map.groupBy(table, ({ chapter = "more" }) => chapter);
}

export function helpForPrograms(commands: readonly Command[]) {
  return {
    commands: commands.map((command) => ({
      command: command.name,
      usage: usage(command),
      about: command.about,
      example: command.example,
    })),
  };
}

/** False if nothing is called so. */
export function sayHelp(
  table: readonly Command[],
  words: readonly string[],
  terminal: Terminal,
): boolean {
  const name = words.join(" ");
  const exact = table.find((command) => command.name === name);
  const group = table.filter((command) => command.name.startsWith(`${name} `));
  if (exact !== undefined) sayCommand(exact, terminal);
  else if (group.length > 0) sayGroup(group, terminal);
  return exact !== undefined || group.length > 0;
}

function sayGroup(group: readonly Command[], terminal: Terminal): void {
  terminal.say("usage");
  terminal.table(group.map((command) => ["", terminal.command(usage(command)), command.about]));
  const [first] = group;
  if (first !== undefined) terminal.say(`\nexample\n  ${terminal.command(first.example)}`);
}

export function sayCommand(command: Command, terminal: Terminal): void {
  const { about, details, arguments: expected = [], flags = [], example } = command;
  terminal.say(`usage\n  ${terminal.command(usage(command))}\n`);
  terminal.say(about);
  if (details !== undefined) terminal.say(`\n${details}`);
  terminal.say();
  const shown = [...flags, ...everyCommandsFlags].filter(({ hidden }) => hidden !== true);
  terminal.table([
    ...expected.map(({ name, about: what, choices }) => ["", name, withChoices(what, choices)]),
    ...shown.map((flag) => ["", flagWords(flag), withChoices(flag.about, flag.choices)]),
  ]);
  terminal.say(`\nexample\n  ${terminal.command(example)}`);
}

/** As in the first line of a command's help: "devices role PHONE ROLE". */
export function usage({ name, arguments: expected = [], flags = [] }: Command): string {
  const own = flags.filter(({ hidden }) => hidden !== true).map((flag) => `[${flagWords(flag)}]`);
  return [name, ...expected.map(argumentWord), ...own].join(" ");
}

function argumentWord({ name, optional, many }: Argument): string {
  const word = many === true ? `${name}…` : name;
  return optional === true ? `[${word}]` : word;
}

function flagWords({ name, value, many }: Flag): string {
  return value === undefined ? `--${name}` : `--${name} ${value}${many === true ? "…" : ""}`;
}

function withChoices(about: string, choices: readonly string[] | undefined): string {
  return choices === undefined ? about : `${about} (${choices.join(", ")})`;
}
