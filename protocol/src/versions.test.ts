import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { answerTo } from "../../simulation/tampering.ts";
import {
  type VersionRange,
  type VersionVerdict,
  checkVersion,
  chooseVersion,
  noCommonVersion,
} from "./versions.ts";

const range = (min: number, max: number): VersionRange => ({ min, max, build: 1 });
const common = (version: number): VersionVerdict => ({ kind: "common", version });
const update = (who: "phone" | "agent"): VersionVerdict => ({ kind: "update-required", who });

describe("the agent's choice", () => {
  const rows: [phone: VersionRange, agent: VersionRange, floor: number, VersionVerdict][] = [
    [range(1, 1), range(1, 1), 0, common(1)],
    [range(1, 4), range(1, 2), 0, common(2)],
    [range(1, 2), range(1, 4), 0, common(2)],
    [range(2, 4), range(1, 2), 0, common(2)],
    [range(1, 1), range(2, 2), 0, update("phone")],
    [range(2, 2), range(1, 1), 0, update("agent")],
    // Spoken version 3 before: a peer that now knows only 2 is asked to update, never followed down.
    [range(1, 2), range(1, 4), 3, update("phone")],
    [range(1, 4), range(1, 2), 3, update("agent")],
    [range(1, 4), range(1, 4), 3, common(4)],
    [range(3, 3), range(1, 4), 3, common(3)],
  ];
  it.each(rows)("for phone %o, agent %o and floor %i is %o", (phone, agent, floor, verdict) => {
    expect(chooseVersion(phone, agent, floor)).toEqual(verdict);
  });
});

describe("the phone's check", () => {
  const rows: [chosen: number, phone: VersionRange, agent: VersionRange, floor: number, string][] =
    [
      [1, range(1, 1), range(1, 1), 0, "1"],
      [2, range(1, 2), range(1, 2), 0, "2"],
      // Below the highest common: somebody between or the agent itself asks for less than both can.
      [1, range(1, 2), range(1, 2), 0, "VERSION"],
      [3, range(1, 2), range(1, 3), 0, "VERSION"],
      [1, range(1, 1), range(2, 2), 0, "VERSION"],
      [255, range(1, 1), range(1, 1), 0, "VERSION"],
      // Below what was spoken before.
      [1, range(1, 2), range(1, 1), 2, "VERSION"],
      [0, range(1, 2), range(1, 1), 2, "agent"],
      [0, range(1, 1), range(2, 2), 0, "phone"],
      [0, range(2, 2), range(1, 1), 0, "agent"],
      // The agent remembers a floor that this phone forgot.
      [0, range(1, 1), range(1, 2), 0, "phone"],
    ];
  it.each(rows)(
    "of %i, phone %o, agent %o, floor %i says %s",
    async (chosen, phone, agent, floor, said) => {
      let says = "";
      const refused = await answerTo(() => {
        const verdict = checkVersion(chosen, phone, agent, floor);
        says = verdict.kind === "common" ? String(verdict.version) : verdict.who;
      });
      expect(says === "" ? refused : says).toBe(said);
    },
  );
});

const anyRange = fc
  .tuple(fc.integer({ min: 1, max: 255 }), fc.integer({ min: 1, max: 255 }))
  .map(([one, other]) => range(Math.min(one, other), Math.max(one, other)));
const anyFloor = fc.integer({ min: 0, max: 255 });

describe("choice and check together", () => {
  it("agree, whatever the ranges, when both ends remember the same floor", () => {
    fc.assert(
      fc.property(anyRange, anyRange, anyFloor, (phone, agent, floor) => {
        const chosen = chooseVersion(phone, agent, floor);
        const onWire = chosen.kind === "common" ? chosen.version : noCommonVersion;
        expect(checkVersion(onWire, phone, agent, floor)).toEqual(chosen);
      }),
      { seed: 1, numRuns: 1_000 },
    );
  });

  it("never end below either minimum or the floor, nor above either maximum", () => {
    fc.assert(
      fc.property(anyRange, anyRange, anyFloor, (phone, agent, floor) => {
        const chosen = chooseVersion(phone, agent, floor);
        if (chosen.kind !== "common") return;
        expect(chosen.version).toBeGreaterThanOrEqual(Math.max(phone.min, agent.min, floor));
        expect(chosen.version).toBe(Math.min(phone.max, agent.max));
      }),
      { seed: 2, numRuns: 1_000 },
    );
  });

  it("let no other number through than the highest common one", () => {
    fc.assert(
      fc.property(anyRange, anyRange, fc.integer({ min: 1, max: 255 }), (phone, agent, chosen) => {
        const verdict = chooseVersion(phone, agent);
        fc.pre(verdict.kind !== "common" || verdict.version !== chosen);
        expect(() => checkVersion(chosen, phone, agent)).toThrow(
          expect.objectContaining({ code: "VERSION" }),
        );
      }),
      { seed: 3, numRuns: 1_000 },
    );
  });
});
