// What a command is: its words, what may follow them, and what it does. Parsing, help, completion and the
// documents all come from this.

import type { Terminal } from "./terminal.ts";

export interface Argument {
  /** In capitals, as in the usage line. */
  readonly name: string;
  readonly about: string;
  readonly optional?: boolean;
  /** The last one may take all that is left. */
  readonly many?: boolean;
  readonly choices?: readonly string[];
  /** Meant for another program: from the first word that is not ours on, all of it, flags too. */
  readonly handedOn?: boolean;
}

export interface Flag {
  readonly name: string;
  /** In capitals; a flag without one is a switch. */
  readonly value?: string;
  readonly about: string;
  readonly choices?: readonly string[];
  /** It may be given more than once. */
  readonly many?: boolean;
  /** Understood, and told nobody. */
  readonly hidden?: boolean;
}

export interface Command {
  /** All its words: "devices list". */
  readonly name: string;
  /** It is meant, too, when only the first word is given. */
  readonly isDefault?: boolean;
  /** Under what it is listed, where all are. */
  readonly chapter?: string;
  readonly about: string;
  /** Further sentences for its own help. */
  readonly details?: string;
  readonly arguments?: readonly Argument[];
  readonly flags?: readonly Flag[];
  readonly example: string;
  /** Loaded when it is called: no command waits for the others' code. */
  load(): Promise<Act>;
}

/** Resolves with the exit code, or with nothing when all is well. */
export type Act = (call: Call) => Promise<number | undefined>;

/** One call of a command, its words read. */
export interface Call {
  readonly terminal: Terminal;
  /** All commands there are. */
  readonly table: readonly Command[];
  readonly isJson: boolean;
  /** An argument by its name; empty when it is optional and absent. */
  argument(name: string): string;
  /** All that one which takes many was given. */
  all(name: string): readonly string[];
  isSet(flag: string): boolean;
  value(flag: string): string | undefined;
  /** All that a flag was given which may be more than once. */
  values(flag: string): readonly string[];
}

export const exitCodes = {
  done: 0,
  failed: 1,
  usage: 2,
  "not-running": 3,
  refused: 4,
} as const;
