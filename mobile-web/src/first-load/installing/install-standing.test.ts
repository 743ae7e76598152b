import { describe, expect, test } from "vitest";
import { type InstallFacts, installStanding } from "./install-standing.ts";

const inATab: InstallFacts = {
  isStandalone: false,
  isTabOnIos: false,
  isOffered: false,
  wasAccepted: false,
};

describe("the way onto the home screen", () => {
  test.each<[InstallFacts, string]>([
    [inATab, "by-menu"],
    [{ ...inATab, isTabOnIos: true }, "by-share-sheet"],
    [{ ...inATab, isOffered: true }, "offered"],
    [{ ...inATab, wasAccepted: true }, "put-there"],
    [{ ...inATab, isStandalone: true, isOffered: true, wasAccepted: true }, "installed"],
  ])("of %j is: %s", (facts, standing) => {
    expect(installStanding(facts)).toBe(standing);
  });
});
