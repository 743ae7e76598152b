// docs/configuration.md, made from the settings there are.

import type { Setting } from "./effective.ts";
import { workspacesMax } from "./settings.ts";

export function configurationPage(settings: readonly Setting[]): string {
  return `# Configuration

One file of JSON, \`$XDG_CONFIG_HOME/longrein/config.json\`, which is \`~/.config/longrein/config.json\` unless
that says otherwise; \`LONGREIN_CONFIG\` names another. It need not be there. The commands that change something
for good write into it: \`longrein up\` with its flags, \`longrein workspace share\`. What they do not know they
refuse, a misspelled name included, and \`longrein config\` shows each setting and who has set it. \`npm test\`
holds this page to the program. Where others on the machine may write to the file, or to its folder, nothing in it
holds: it names programs that are run.

The environment goes before the file, the file before the default. Keys, store, socket and log lie in
\`$XDG_STATE_HOME/longrein\`, which is \`~/.local/state/longrein\` unless that says otherwise;
\`LONGREIN_STATE_DIR\` names another folder. It must be yours alone, in no git repository, and in no folder that
is copied to other machines.

\`\`\`json
{
  "relay": "https://relay.example.org",
  "workspaces": [
    {
      "name": "slugs",
      "folder": "/home/ada/projects/slugs",
      "shared": true,
      "validate": ["npm test"]
    }
  ],
  "policy": "strict",
  "retentionDays": 7
}
\`\`\`

${settings.map(section).join("\n\n")}

## The fields of a workspace

There are at most ${workspacesMax} workspaces, those that are shared no more included: who needs another takes one out of
the file.

- \`name\`: how phones know it, in at most 64 bytes and with no character that nobody sees
- \`folder\`: its real path
- \`shared\`: whether new runs can be opened in it
- \`validate\`: commands that tell whether work there holds, at most eight; may be absent. After each turn that has
  changed something they are run by \`/bin/sh -c\` in the folder of the run, unasked, for at most ten minutes each,
  and their exit codes and outputs are recorded. They run what the coding agent has written, with your rights.
  Where a run holds edits that nobody approved, which happens only under the profile trusted, they wait for
  \`longrein runs validate\`. They can be set here and nowhere else: by no phone and by no repository.

## The fields of embeddedRelay

Each may be absent.

- \`port\`: the port it is reached at
- \`publicUrl\`: the https address under which a tunnel or proxy shows it to phones
- \`address\`: where it listens; loopback unless given
- \`exposed\`: true once you know that others can reach it there, without which it does not start
`;
}

function section({ name, variable, about, value }: Setting): string {
  const overridden = variable === undefined ? [] : [`In the environment: \`${variable}\`.`];
  const said = value === undefined ? "nothing" : `\`${JSON.stringify(value)}\``;
  const absent = name === "machine" ? "the machine's own name" : said;
  return [`## ${name}`, sentence(about), `When absent: ${absent}.`, ...overridden].join("\n\n");
}

function sentence(about: string): string {
  return `${about.charAt(0).toUpperCase()}${about.slice(1)}.`;
}
