// The table of a run's states, printed whole: a state more or an arrow more is a decision.

import { runStates } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import { isUnderWay, mayBecome } from "./run-transitions.ts";

const arrows: Readonly<Record<string, string>> = {
  starting: "working failed stopping indeterminate",
  working: "waiting done failed stopping indeterminate",
  waiting: "working done failed stopping indeterminate",
  stopping: "stopped indeterminate",
  done: "working",
  failed: "working",
  stopped: "working",
  indeterminate: "working",
};

describe("a run's states", () => {
  it.each(runStates)("leave %s only by the arrows of the table", (from) => {
    const found = runStates.filter((to) => mayBecome(from, to));
    expect(new Set(found)).toEqual(new Set((arrows[from] ?? "").split(" ").filter(Boolean)));
  });

  it("are under way exactly while a crash would leave it open how far the run came", () => {
    expect(runStates.filter(isUnderWay)).toEqual(["starting", "working", "waiting", "stopping"]);
  });

  it("never lead from stopping to working: what was stopped is not continued by itself", () => {
    expect(mayBecome("stopping", "working")).toBe(false);
  });
});
