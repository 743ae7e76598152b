// The rate of commands as a table of draws: what comes at once, what time gives back, what is kept for ending.

import type { Command } from "@longrein/protocol";
import { describe, expect, it } from "vitest";
import {
  type Bucket,
  commandBurstMax,
  commandsPerMinuteMax,
  drawCommand,
  endingBurstMax,
} from "./command-rate.ts";

/** How many of these are let through at this moment, of many that try. */
function draw(kind: Command["t"], now: number, bucket?: Bucket) {
  let present = bucket;
  let passed = 0;
  for (let tries = 0; tries < 1_000; tries++) {
    const next = drawCommand(present, kind, now);
    if ("againInMs" in next) continue;
    present = next;
    passed++;
  }
  return { passed, bucket: present };
}

describe("the commands of one phone", () => {
  it("pass as a burst, and then at the rate at which time gives them back", () => {
    const burst = draw("run.open", 5);
    expect(burst.passed).toBe(commandBurstMax);
    const second = draw("run.open", 1_005, burst.bucket);
    expect(second.passed).toBe(commandsPerMinuteMax / 60);
    expect(draw("run.open", 1_005 + 60_000 * 60, second.bucket).passed).toBe(commandBurstMax);
  });

  it.each(["run.stop", "approvals.deny"] as const)("that are %s have more left", (kind) => {
    const burst = draw("run.prompt", 0);
    expect(draw(kind, 0, burst.bucket).passed).toBe(endingBurstMax);
  });

  it("that are refused pass as soon as they were told to, and no sooner", () => {
    // What is kept for ending things was drawn, too: it is filled up first.
    const { bucket } = draw("run.stop", 0, draw("run.prompt", 0).bucket);
    const refused = drawCommand(bucket, "run.prompt", 0);
    const wait = "againInMs" in refused ? refused.againInMs : 0;
    expect(wait).toBe(250 * (endingBurstMax + 1));
    expect(drawCommand(bucket, "run.prompt", wait - 1)).toEqual({ againInMs: 1 });
    expect(drawCommand(bucket, "run.prompt", wait)).toMatchObject({ at: wait });
  });

  it("are never too many to end everything", () => {
    const { bucket } = draw("run.stop", 0);
    expect(drawCommand(bucket, "run.stop", 0)).toEqual({ againInMs: 250 });
    expect(drawCommand(bucket, "kill", 0)).toEqual(bucket);
  });
});
