import { expect, test } from "vitest";
import { blankState, reduce } from "./app-state.ts";
import { newRun, promptBegun } from "./new-run.ts";
import type { CommandProgress, PhoneInput } from "./phone-port.ts";
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

const machine = "press";

const asked = (progress: CommandProgress, inSession = false): PhoneInput => ({
  kind: "command",
  at: 1,
  command: recorded.idFrom(50),
  subject: { kind: "run", id: recorded.idFrom(50), prompt: "Water the beans", inSession },
  progress,
});

const begun = (...inputs: readonly PhoneInput[]) => {
  const draft = { kind: "draft", at: 1, run: machine, text: " Water the beans\n" } as const;
  return promptBegun([draft, ...inputs].reduce(reduce, blankState), machine);
};

test("a prompt that is on its way to the machine is not offered again, and is when that came to nothing", () => {
  expect(begun()).toBe(" Water the beans\n");
  expect((["queued", "sent", "accepted"] as const).map((way) => begun(asked(way)))).toEqual([
    "",
    "",
    "",
  ]);
  expect(begun(asked("sent"), asked("failed"))).toBe(" Water the beans\n");
  const command = recorded.idFrom(50);
  expect(begun(asked("queued"), { kind: "taken-back", at: 2, command })).not.toBe("");
  const inSession = true;
  expect(begun(asked("sent", inSession))).not.toBe("");
});
