import { expect, test } from "vitest";
import { blankState, reduce } from "./app-state.ts";
import { newRun } from "./new-run.ts";
import * as recorded from "./recording.ts";

const driver = (name: string, unusable?: string) => ({
  name,
  title: name,
  approvals: "exact" as const,
  models: [],
  modes: [],
  steers: false,
  resumes: false,
  ...(unusable === undefined ? {} : { unusable }),
});

const offering = (...drivers: readonly ReturnType<typeof driver>[]) =>
  [
    ...recorded.greeting(),
    ...new recorded.Recorder().inbox(recorded.opened),
    {
      kind: "message",
      at: 1,
      message: {
        t: "setup",
        workspaces: [{ name: "orchard", git: true }],
        drivers: [...drivers],
        ceiling: "balanced",
      },
    } as const,
  ].reduce(reduce, blankState);

test("a new run begins with what was used last, while that can be used", () => {
  expect(newRun(offering(driver("other"), driver("scripted")), {}).driver).toBe("scripted");
  expect(newRun(offering(driver("other"), driver("scripted", "no login")), {}).driver).toBe(
    "other",
  );
});

test("a workspace that is no longer shared is not offered again", () => {
  expect(newRun(offering(), {}).workspace).toBe("orchard");
  expect(newRun(offering(), {}).driver).toBe("");
});

test("before the machine has said what it offers, the names of the last run stand", () => {
  const { setup: _setup, ...before } = offering();
  expect(newRun({ ...before, setup: undefined }, {})).toEqual({
    workspace: "garden-timer",
    driver: "scripted",
    manner: {},
  });
});
