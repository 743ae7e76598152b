import { expect, test } from "vitest";
import { anyRun, isMeant, type RunWish } from "./find-runs.ts";
import type { Run } from "./inbox.ts";

const runOf = (title: string, more: Partial<Run> = {}): Run => ({
  key: title,
  id: new Uint8Array(16),
  title,
  driver: "codex",
  workspace: "orchard",
  desktop: false,
  openedAt: 1,
  state: "done",
  reason: undefined,
  changedAt: 1,
  goOn: undefined,
  ...more,
});
const runs = [
  runOf("Prune the apples", { state: "working" }),
  runOf("Äpfel zählen", { workspace: "garden-timer" }),
  runOf("Sort the seeds", { driver: "claude", state: "failed" }),
];
const found = (wish: Partial<RunWish>): readonly string[] => {
  const isIt = isMeant({ ...anyRun, ...wish });
  return runs.filter((run) => isIt?.(run, "Studio") ?? true).map(({ title }) => title);
};

test("a run is found by words of its title, workspace, agent and machine, all of which must be there", () => {
  expect(found({ words: "apples" })).toEqual(["Prune the apples"]);
  expect(found({ words: "timer" })).toEqual(["Äpfel zählen"]);
  expect(found({ words: "claude seeds" })).toEqual(["Sort the seeds"]);
  expect(found({ words: "studio prune" })).toEqual(["Prune the apples"]);
  expect(found({ words: "claude apples" })).toEqual([]);
});

test("capitals and accents need not be typed", () => {
  expect(found({ words: "APFEL" })).toEqual(["Äpfel zählen"]);
});

test("state and agent narrow it further", () => {
  expect(found({ state: "failed" })).toEqual(["Sort the seeds"]);
  expect(found({ driver: "codex" })).toHaveLength(2);
  expect(found({ driver: "codex", state: "failed" })).toEqual([]);
});

test("without a wish every run is meant, and nothing has to be looked through", () => {
  expect(isMeant(anyRun)).toBeUndefined();
  expect(isMeant({ ...anyRun, words: "  " })).toBeUndefined();
});
