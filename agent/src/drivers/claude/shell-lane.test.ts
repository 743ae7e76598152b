// Commands go one by one, and only where they were shown to run.

import { describe, expect, it } from "vitest";
import { ShellLane } from "./shell-lane.ts";

async function settled(promise: Promise<boolean>): Promise<boolean | "waits"> {
  await new Promise((resolve) => setImmediate(resolve));
  return Promise.race([promise, Promise.resolve("waits" as const)]);
}

describe("the shell's lane", () => {
  it("lets a command go where the shell stands", async () => {
    const lane = new ShellLane();
    lane.standsAt("/w");
    expect(await lane.enter("a", "/w")).toBe(true);
  });

  it("holds the second back until the first has ended", async () => {
    const lane = new ShellLane();
    await lane.enter("a", "/w");
    const second = lane.enter("b", "/w");
    expect(await settled(second)).toBe("waits");
    lane.leave("a", "/w");
    expect(await second).toBe(true);
  });

  it("does not let a command run in the folder that another has moved to", async () => {
    const lane = new ShellLane();
    lane.standsAt("/w");
    await lane.enter("a", "/w");
    const [second, third] = [lane.enter("b", "/w"), lane.enter("c", "/w/sub")];
    lane.leave("a", "/w/sub");
    expect(await second).toBe(false);
    expect(await third).toBe(true);
  });

  it("does not believe a hook while a command runs", async () => {
    const lane = new ShellLane();
    lane.standsAt("/w");
    await lane.enter("a", "/w");
    lane.standsAt("/w/sub");
    lane.leave("a");
    expect(await lane.enter("b", "/w")).toBe(true);
  });

  it("is not left by a command that is not in it", async () => {
    const lane = new ShellLane();
    await lane.enter("a", "/w");
    lane.leave("b", "/elsewhere");
    expect(await settled(lane.enter("c", "/w"))).toBe("waits");
  });

  it("holds nobody back any more when it is cleared", async () => {
    const lane = new ShellLane();
    await lane.enter("a", "/w");
    const second = lane.enter("b", "/w");
    lane.clear();
    await expect(second).resolves.toBeTypeOf("boolean");
  });
});
