// Names that a phone may give to a coding agent: of a model, a mode, a session to go on with. They end up among the
// words that start a program, where one that begins with a dash would not be a name but an option, and options of
// coding agents run commands. Pure.

import { hiddenCharacter } from "@longrein/protocol/hidden-characters";

export interface NamesFromPhone {
  readonly model?: string | undefined;
  readonly mode?: string | undefined;
  readonly session?: string | undefined;
}

const hidden = new RegExp(hiddenCharacter, "u");

export function areNames({ model, mode, session }: NamesFromPhone): boolean {
  return [model, mode, session].every((name) => name === undefined || isName(name));
}

/** As coding agents name things: `opus[1m]`, `anthropic/claude-opus-4-1`, `ses_4f1c`, and nothing that leads elsewhere. */
function isName(name: string): boolean {
  return /^[\p{L}\p{N}]/u.test(name) && !hidden.test(name) && !name.split("/").includes("..");
}
