// Checks of what the coding agent itself remembers: it is listed, and gone on with, by another process too.

import { expect } from "vitest";
import type { AgentBench } from "./agent-bench.ts";
import { says } from "./model/model-turn.ts";

export async function sessionsListed(bench: AgentBench): Promise<void> {
  const run = await oneTurn(bench);
  expect(await bench.rested(run)).toBe("done");
  const [session] = await sessions(bench);
  expect(session?.title).not.toBe("");
  expect(session?.changedAt).toBeGreaterThan(1_600_000_000_000);
}

export async function sessionResumed(bench: AgentBench): Promise<void> {
  await bench.rested(await oneTurn(bench));
  const [past] = await sessions(bench);
  if (past === undefined) throw new Error("nothing is remembered");
  const { driver, place } = bench;
  await driver.close?.();
  await bench.until(() => place.processes().length === 0, "all its processes to end");
  bench.model.script(says("You asked for the password."));
  const run = await bench.start("What did I ask?", { session: past.session });
  expect(await bench.rested(run)).toBe("done");
  expect(bench.said(run)).toContain("You asked for the password.");
  const request = bench.model.turnRequests.at(-1);
  expect(JSON.stringify(request?.body)).toContain("The password is heron");
}
export async function sessionShown(bench: AgentBench): Promise<void> {
  const { driver, place } = bench;
  await bench.rested(await oneTurn(bench));
  const [past] = await sessions(bench);
  if (past === undefined || driver.said === undefined) throw new Error("nothing can be shown");
  expect(await driver.said(place.folder, past.session)).toEqual([
    { by: "user", text: "The password is heron" },
    { by: "agent", text: "I will remember." },
  ]);
  // Another folder need not be shared.
  expect(await driver.said(place.home, past.session)).toBeUndefined();
  const other = past.session.replace(/.$/, (last) => (last === "0" ? "1" : "0"));
  expect(await driver.said(place.folder, other)).toBeUndefined();
}

async function oneTurn(bench: AgentBench): Promise<Uint8Array> {
  bench.model.script(says("I will remember."));
  return bench.start("The password is heron");
}

async function sessions({ driver, place }: AgentBench) {
  if (driver.sessions === undefined) throw new Error("the driver lists no sessions");
  return driver.sessions(place.folder);
}
