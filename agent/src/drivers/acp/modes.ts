// Modes of a coding agent. Those in which it acts without asking are not offered, and not stayed in.

import type { DriverSetup } from "@longrein/protocol";
import { fieldOf, listOf, textOf } from "../../runs/loose-fields.ts";

export type Choices = DriverSetup["modes"];

export interface Modes {
  readonly current: string | undefined;
  readonly careful: Choices;
}

/** By their names, since nothing else tells: yolo, bypassPermissions, acceptEdits, agent-full-access, … */
const careless = /yolo|bypass|full.?access|dont.?ask|accept|auto|danger|never|allow/i;

/** From what a session begins with. */
export function modesOf(session: unknown): Modes {
  const modes = fieldOf(session, "modes");
  const careful = listOf(modes, "availableModes").flatMap((mode) => {
    const name = textOf(mode, "id");
    const title = textOf(mode, "name") ?? name ?? "";
    return name === undefined || isCareless(name) ? [] : [{ name, title }];
  });
  return { current: textOf(modes, "currentModeId"), careful };
}

export function isCareless(mode: string): boolean {
  return careless.test(mode);
}

/** The option by which the model is chosen, if there is one. */
export function modelOption(session: unknown): unknown {
  return listOf(session, "configOptions").find((option) => {
    return textOf(option, "category") === "model" || textOf(option, "id") === "model";
  });
}

export function modelsIn(option: unknown): Choices {
  const options = listOf(option, "options");
  // They may stand in groups.
  const flat = options.flatMap((one) => {
    const inGroup = listOf(one, "options");
    return inGroup.length === 0 ? [one] : inGroup;
  });
  return flat.flatMap((one) => {
    const name = textOf(one, "value");
    return name === undefined ? [] : [{ name, title: textOf(one, "name") ?? name }];
  });
}
