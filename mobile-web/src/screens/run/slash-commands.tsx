// The commands of the coding agent's own, while one is being typed: "/" shows them, and each further letter fewer.

import type { AgentEvent } from "@longrein/protocol";
import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { type Sequence, members } from "../../state/sequence.ts";
import { runWords } from "../../words/run-words.ts";

export type SlashCommand = Extract<AgentEvent, { t: "commands" }>["commands"][number];

/** As many as stand above a keyboard. */
const shownMax = 5;

interface Given {
  readonly commands: readonly SlashCommand[];
  readonly text: string;
  readonly onChoose: (text: string) => void;
}

export function SlashCommands({ commands, text, onChoose }: Given): JSX.Element | null {
  const fitting = commandsFor(text, commands).slice(0, shownMax);
  if (fitting.length === 0) return null;
  return (
    <div class="slash-commands" role="group" aria-label={runWords.composer.commands}>
      {fitting.map(({ name, says, hint }) => (
        <button
          key={name}
          type="button"
          class="choice"
          data-testid="slash-command"
          onClick={() => onChoose(`/${name} `)}
        >
          <span>/</span>
          <span>
            <UntrustedText
              text={hint === undefined ? name : `${name} ${hint}`}
              strictness="prose"
            />
            {says !== undefined && (
              <span class="choice-says">
                <UntrustedText text={says} strictness="prose" />
              </span>
            )}
          </span>
        </button>
      ))}
    </div>
  );
}

/** Those that begin like what was typed, then those that have it in them. */
export function commandsFor(
  text: string,
  commands: readonly SlashCommand[],
): readonly SlashCommand[] {
  const typed = /^\/(\S*)$/.exec(text)?.[1]?.toLowerCase();
  if (typed === undefined) return [];
  const found = commands.filter(({ name }) => name.toLowerCase().includes(typed));
  const begins = ({ name }: SlashCommand) => name.toLowerCase().startsWith(typed);
  return [...found.filter(begins), ...found.filter((command) => !begins(command))];
}

/** Those of a run: its agent tells anew of all of them. */
export function commandsOf(asides: Sequence<AgentEvent>): readonly SlashCommand[] | undefined {
  const told = members(asides).findLast((event) => event.t === "commands");
  return told?.t === "commands" ? told.commands : undefined;
}
