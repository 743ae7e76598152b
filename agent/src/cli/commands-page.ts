// docs/commands.md, made from the table of commands.

import type { Argument, Command, Flag } from "./command.ts";
import { chaptersOf, usage } from "./help.ts";
import { everyCommandsFlags } from "./read-words.ts";

export function commandsPage(table: readonly Command[]): string {
  return `# Commands

\`longrein COMMAND --help\` says the same in a terminal. In this repository, write \`npm start --\` for
\`longrein\`. \`npm test\` holds this page to the program.

Every command takes these:

${listed([], everyCommandsFlags)}

It ends with 0 when all is well, 1 when something failed, 2 when it was called wrongly, 3 when the agent does
not run, and 4 when a rule forbids what was asked.

${Array.from(chaptersOf(table), contentsOf).join("\n")}

${Array.from(chaptersOf(table), chapterOf).join("\n\n")}
`;
}

type Chapter = readonly [title: string, commands: readonly Command[]];

function contentsOf([title, commands]: Chapter): string {
  const links = commands.map(({ name }) => `[${name}](#longrein-${name.replace(" ", "-")})`);
  return `- ${capitalised(title)}: ${links.join(", ")}`;
}

function chapterOf([title, commands]: Chapter): string {
  return [`## ${capitalised(title)}`, ...commands.map(section)].join("\n\n");
}

function section(command: Command): string {
  const { name, about, details, arguments: expected = [], flags = [], example } = command;
  const own = flags.filter(({ hidden }) => hidden !== true);
  const words = expected.length + own.length === 0 ? [] : [listed(expected, own)];
  return [
    `### longrein ${name}`,
    `\`\`\`\nlongrein ${usage(command)}\n\`\`\``,
    sentence(about),
    ...(details === undefined ? [] : [details]),
    ...words,
    `Example: \`longrein ${example}\``,
  ].join("\n\n");
}

function listed(expected: readonly Argument[], flags: readonly Flag[]): string {
  const rows = [
    ...expected.map(({ name, about, choices }) => [name, about, choices] as const),
    ...flags.map(({ name, value, about, choices }) => {
      const word = value === undefined ? `--${name}` : `--${name} ${value}`;
      return [word, about, choices] as const;
    }),
  ];
  return rows
    .map(([word, about, choices]) => {
      const which = choices === undefined ? "" : ` (${choices.join(", ")})`;
      return `- \`${word}\`: ${about}${which}`;
    })
    .join("\n");
}

function sentence(about: string): string {
  return `${capitalised(about)}.`;
}

function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
