// docs/first-use.md, made of what was recorded and the words between. Pure.

export interface Recorded {
  readonly what: keyof typeof words;
  readonly screen: string;
}

const words = {
  up: `## The agent starts

In the first terminal. A relay on this computer (\`--embedded\`) and the demo agent (\`--demo-driver\`) are enough
to try it with a browser of the same computer; for a phone give \`--relay\` the address of
[a relay of your own](self-hosting.md), and leave \`--demo-driver\` away: Claude Code and Codex are found by
themselves.`,
  share: `## A folder is shared

In a second terminal. Phones can open runs in shared folders and nowhere else. Any repository of yours will do, as
\`~/slugs\` is one here: each run then works in a worktree of its own, and what stands in the folder stays as it is.`,
  pair: `## A phone is paired

The phone scans the code and opens the app; there somebody presses Pair, and types here the four digits that it
shows.`,
  asked: `## Something is asked

On the phone somebody now opens a run in \`slugs\`: "Find out why the slugs of long titles are wrong, and repair
it." The coding agent reads, and then wants to change a file. The phone shows the diff and waits for an answer;
so does the computer.`,
  shown: `The whole of what is asked, as the phone has it, to the byte:`,
  watched: `## It is approved, on the phone

The edit is approved there, and then the tests that the agent wants to run. This is what the run has said and
done:`,
  verify: `## What was done can be proved

Both answers carry the phone's signature over exactly what was done.`,
  stop: `## The end`,
  ended: `And in the first terminal, from its beginning:`,
} as const;

export function firstUsePage(recorded: readonly Recorded[]): string {
  return `# First use

What a first use looks like, recorded from a real one: \`npm run first-use -- --write\` has typed these commands in
two terminals beside a phone and written down what was to be seen. Ids, codes, times and paths are made up;
\`npm test\` records it again and compares.

${recorded.map(section).join("\n\n")}

All commands: [commands.md](commands.md). What is promised, and what is not: [SECURITY.md](../SECURITY.md).
`;
}

function section({ what, screen }: Recorded): string {
  return `${words[what]}\n\n\`\`\`console\n${screen}\n\`\`\``;
}
