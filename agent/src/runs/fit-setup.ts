// What a coding agent says of itself, brought down to what a phone takes. A name that is too long is left
// out rather than cut: what is chosen by it must be what was meant.

import { type DriverSetup, utf8 } from "@longrein/protocol";
import { cutText } from "./cut-text.ts";

const modelsMax = 64;
const modesMax = 16;
const nameBytesMax = 128;
/** What `run.open` and `run.set` take. */
const modeBytesMax = 64;
const titleBytesMax = 128;
const versionBytesMax = 64;
const unusableBytesMax = 1_024;

type Choice = DriverSetup["models"][number];

export function fitSetup({ version, unusable, ...setup }: DriverSetup): DriverSetup {
  return {
    ...setup,
    title: cutText(setup.title, titleBytesMax),
    models: fitChoices(setup.models, nameBytesMax, modelsMax),
    modes: fitChoices(setup.modes, modeBytesMax, modesMax),
    ...(version === undefined ? {} : { version: cutText(version, versionBytesMax) }),
    ...(unusable === undefined ? {} : { unusable: cutText(unusable, unusableBytesMax) }),
  };
}

function fitChoices(choices: readonly Choice[], bytesMax: number, countMax: number): Choice[] {
  return choices
    .filter(({ name }) => name.isWellFormed() && utf8(name).length <= bytesMax)
    .slice(0, countMax)
    .map(({ name, title }) => ({ name, title: cutText(title, titleBytesMax) }));
}
