// Which runs somebody means who types a few words, or wants those of one state or one coding agent.

import type { RunState } from "@longrein/protocol";
import type { Run } from "./inbox.ts";

export interface RunWish {
  /** Each must be somewhere in the title, the workspace, or the name of the coding agent or the machine. */
  readonly words: string;
  readonly state: RunState | undefined;
  readonly driver: string | undefined;
}

export const anyRun: RunWish = { words: "", state: undefined, driver: undefined };

/** `machine` is what the machine of the run is called. Undefined where every run is meant. */
export function isMeant(
  wish: RunWish,
): ((run: Run, machine: string | undefined) => boolean) | undefined {
  const wanted = plain(wish.words).split(/\s+/).filter(Boolean);
  if (wanted.length === 0 && wish.state === undefined && wish.driver === undefined)
    return undefined;
  return ({ title, workspace, driver, state }, machine = "") => {
    const said = plain([title, workspace, driver, machine].join("\n"));
    return (
      state === (wish.state ?? state) &&
      driver === (wish.driver ?? driver) &&
      wanted.every((word) => said.includes(word))
    );
  };
}

/** Without what fingers leave out on a phone: capitals and accents. */
function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}
