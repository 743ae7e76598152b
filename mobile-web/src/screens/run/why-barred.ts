// Why this phone gives a machine no commands, in words; undefined where it may.

import type { PhoneState } from "../../state/app-state.ts";
import { screenWords } from "../../words/screen-words.ts";

export function whyBarred({ machine }: PhoneState): string | undefined {
  if (machine?.updateRequired === true) return screenWords.composer.update;
  return machine?.role === "viewer" ? screenWords.composer.viewer : undefined;
}
