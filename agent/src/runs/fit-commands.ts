// The commands of a coding agent's own, brought down to what a phone takes. A name that is too long, or that no prompt
// could begin with, is left out rather than cut: what is given by it must be what was meant.

import { type AgentEvent, utf8 } from "@longrein/protocol";
import { limitsOfEvents } from "@longrein/protocol/limits";
import { cutText } from "./cut-text.ts";

type SlashCommand = Extract<AgentEvent, { t: "commands" }>["commands"][number];

const nameBytesMax = 64;
const saysBytesMax = 160;
const hintBytesMax = 64;

export function fitCommands(commands: readonly SlashCommand[]): SlashCommand[] {
  return commands
    .filter(({ name }) => isCommandName(name))
    .slice(0, limitsOfEvents.slashCommands)
    .map(({ name, says = "", hint = "" }) => ({
      name,
      ...(says !== "" && { says: cutText(says, saysBytesMax) }),
      ...(hint !== "" && { hint: cutText(hint, hintBytesMax) }),
    }));
}

export function isCommandName(name: string): boolean {
  return /^[^\s/]\S*$/u.test(name) && name.isWellFormed() && utf8(name).length <= nameBytesMax;
}
