// Whether the kill switch is on, as its file says it, whoever runs: since when, by whom, what it ended, how to go on.

import { systemClock } from "../platform/clock.ts";
import { type Pulled, killFile } from "../platform/kill-file.ts";
import { realPlace } from "../platform/state-folder.ts";
import { ownPlaces } from "./own-settings.ts";
import { sayAgo } from "./say-time.ts";
import { showLine } from "./show-text.ts";

export interface KillState extends Pulled {
  readonly file: string;
}

/** Undefined while it is off. */
export function killState(): KillState | undefined {
  const file = killFile(realPlace(ownPlaces().stateFolder));
  const pulled = file.read();
  return pulled && { ...pulled, file: file.path };
}

export function killRows({ by, at, ended, file }: KillState): string[][] {
  const who = by === "" ? "by whoever made the file" : showLine(by);
  return [
    ["  pulled", `${sayAgo(at, systemClock.now())}, ${who}`],
    ["  ended", ended === undefined ? "nothing that is known" : showLine(ended)],
    ["  file", file],
    ["  to go on", howToGoOn],
  ];
}

export const howToGoOn = "once you know why: longrein kill --release, then longrein start";
