// Runs beside the one that is looked at.

import type { AgentEvent } from "@longrein/protocol";
import { idFrom, recordedAt } from "../src/state/recording.ts";

export const state = (
  id: Uint8Array,
  to: "working" | "waiting" | "done" | "failed",
  seconds: number,
) => ({ t: "run.state", run: id, state: to, at: recordedAt + seconds * 1_000 }) as const;

export const otherRuns: AgentEvent[] = [
  {
    t: "run.opened",
    run: idFrom(3),
    title: "Sort the seed catalogue by sowing month",
    driver: "scripted",
    workspace: "seed-catalogue",
    at: recordedAt - 86_400_000,
  },
  state(idFrom(3), "done", -86_000),
  {
    t: "run.opened",
    run: idFrom(4),
    title: "Read moisture sensors without blocking the timer, and say so when one is silent",
    driver: "scripted",
    workspace: "garden-timer",
    at: recordedAt - 7_200_000,
  },
  state(idFrom(4), "failed", -5_000),
];
