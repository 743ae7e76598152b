// What a coding agent says of itself, brought down to what a phone takes. A name that is too long is left
// out rather than cut: what is chosen by it must be what was meant.

import { type DriverSetup, utf8 } from "@longrein/protocol";
import { limitsOfEvents } from "@longrein/protocol/limits";
import { cutText } from "./cut-text.ts";
import { isCommandName } from "./fit-commands.ts";

const modelsMax = 64;
const modesMax = 16;
const nameBytesMax = 128;
/** What `run.open` and `run.set` take. */
const modeBytesMax = 64;
const titleBytesMax = 128;
const versionBytesMax = 64;
const unusableBytesMax = 1_024;
/**
 * Of all coding agents together, since they go in one message: the rest of its 1,000 keys are for what 32 of them
 * and 64 workspaces say besides.
 */
const choicesMax = 280;

type Choice = DriverSetup["models"][number];

export function fitSetup({ version, unusable, commands, ...setup }: DriverSetup): DriverSetup {
  return {
    ...setup,
    title: cutText(setup.title, titleBytesMax),
    models: fitChoices(setup.models, nameBytesMax, modelsMax),
    modes: fitChoices(setup.modes, modeBytesMax, modesMax),
    ...(commands && {
      commands: commands.filter(isCommandName).slice(0, limitsOfEvents.slashCommands),
    }),
    ...(version === undefined ? {} : { version: cutText(version, versionBytesMax) }),
    ...(unusable === undefined ? {} : { unusable: cutText(unusable, unusableBytesMax) }),
  };
}

/** Where all together offer more than fits, those with the longest lists leave out what comes last in them. */
export function fitTogether(setups: readonly DriverSetup[]): DriverSetup[] {
  const lists = setups.flatMap(({ models, modes }) => [models.length, modes.length]);
  let each = modelsMax;
  while (lists.reduce((sum, length) => sum + Math.min(length, each), 0) > choicesMax) each--;
  return setups.map((setup) => ({
    ...setup,
    models: setup.models.slice(0, each),
    modes: setup.modes.slice(0, each),
  }));
}

function fitChoices(choices: readonly Choice[], bytesMax: number, countMax: number): Choice[] {
  return choices
    .filter(({ name }) => name.isWellFormed() && utf8(name).length <= bytesMax)
    .slice(0, countMax)
    .map(({ name, title }) => ({ name, title: cutText(title, titleBytesMax) }));
}
