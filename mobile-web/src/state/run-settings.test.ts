import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import type { CommandProgress, PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";
import { profilesUpTo, settingsAsked, settingsOf } from "./run-settings.ts";

const { Recorder, greeting, idFrom, recordedAt, run, runId } = recorded;

const setup = (ceiling: "strict" | "balanced" | "trusted"): PhoneInput => ({
  kind: "message",
  at: recordedAt,
  message: { t: "setup", workspaces: [], drivers: [], ceiling },
});

const setModel = (progress: CommandProgress): PhoneInput => ({
  kind: "command",
  at: recordedAt,
  command: idFrom(60),
  subject: { kind: "settings", id: runId, to: { model: "small" } },
  progress,
});

function withRun(...more: readonly PhoneInput[]): PhoneState {
  const recorder = new Recorder();
  return [
    ...greeting(),
    ...recorder.inbox(recorded.opened),
    ...recorder.ofRun([{ t: "settings", model: "large", profile: "balanced", at: recordedAt }]),
    ...more,
  ].reduce(reduce, blankState);
}

const opened = (state: PhoneState) => {
  const found = state.inbox.runs.get(run);
  if (found === undefined) throw new Error("expected the run");
  return found;
};

test("what holds is what the agent confirmed, never what was asked for", () => {
  const state = withRun(setup("trusted"), setModel("sent"));
  expect(settingsOf(state, opened(state))).toEqual({ model: "large", profile: "balanced" });
  expect(settingsAsked(state, opened(state))).toEqual({ model: "small" });
  const refused = reduce(state, setModel("failed"));
  expect(settingsAsked(refused, opened(refused))).toEqual({});
});

test("a run is never above the ceiling, also not when that falls afterwards", () => {
  const state = withRun(setup("strict"));
  expect(settingsOf(state, opened(state)).profile).toBe("strict");
});

test("from a phone less can be allowed, and never more", () => {
  expect(profilesUpTo("trusted")).toEqual(["strict", "balanced", "trusted"]);
  expect(profilesUpTo("strict")).toEqual(["strict"]);
});
