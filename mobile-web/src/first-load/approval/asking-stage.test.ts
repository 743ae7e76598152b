// A plan is approved under a stricter hand only once the hand is stricter.

import { describe, expect, it } from "vitest";
import type { Fate } from "../../state/commands.ts";
import type { CommandProgress } from "../../state/phone-port.ts";
import { type AskingStage, stepAsking } from "./asking-stage.ts";

const fateAt = (progress: CommandProgress): Fate => ({
  command: new Uint8Array(16),
  progress,
  code: undefined,
  againAt: undefined,
  at: 0,
  waiting: undefined,
});

type Seen = readonly (CommandProgress | undefined)[];

/** Undefined where nothing is asked of the run: it never was, is done, or was taken back. */
function after(seen: Seen, first: AskingStage = "asked"): AskingStage {
  const fates = seen.map((progress) => progress && fateAt(progress));
  return fates.reduce(stepAsking, first);
}

describe("a profile that shall be lowered before the plan is approved", () => {
  it.each([
    ["sent", undefined],
    ["queued", "sent", undefined],
    [undefined, "queued", "sent", "accepted", "running", undefined],
    ["sent", "queued", "sent", undefined],
    ["failed", "sent", undefined],
  ] as const)("is lowered once the machine has done what it was sent (%#)", (...seen) => {
    expect(after(seen)).toBe("lowered");
    expect(after([...seen, "sent", "failed"])).toBe("lowered");
  });

  it.each([
    [undefined],
    ["queued", undefined],
    ["sent", "queued", undefined],
    ["queued", "sent", "queued", undefined, undefined],
  ] as const)("is not where it was taken back before it was sent (%#)", (...seen) => {
    expect(after(seen)).toBe("asked");
  });

  it.each([
    ["sent", "failed"],
    ["sent", "failed", undefined],
    ["failed", undefined],
    ["sent", "indeterminate", undefined],
  ] as const)("is not where the machine has refused it or does not know (%#)", (...seen) => {
    expect(after(seen)).toBe("failed");
  });

  it("is on its way again when it was asked again", () => {
    expect(after(["sent", "failed", "queued"])).toBe("asked");
    expect(after(["sent", "failed", "queued", "sent"])).toBe("sent");
  });

  it("is not lowered by what else was asked of the run before", () => {
    expect(after(["sent", undefined], "offered")).toBe("offered");
  });
});
