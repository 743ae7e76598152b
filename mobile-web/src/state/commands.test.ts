import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { keyOf } from "./identifiers.ts";
import type { CommandProgress, PhoneInput } from "./phone-port.ts";
import { promptsUnderWay } from "./beside-transcript.ts";
import { openRequests } from "./overview.ts";
import * as recorded from "./recording.ts";

const { Recorder, greeting, idFrom, recordedAt, run, runId } = recorded;

const speak = (progress: CommandProgress, at: number = recordedAt): PhoneInput => ({
  kind: "command",
  at,
  command: idFrom(50),
  subject: { kind: "prompt", id: idFrom(50), run: runId, text: "And the winter case?" },
  progress,
});

const request = (progress: CommandProgress, made?: Uint8Array): PhoneInput => ({
  kind: "command",
  at: recordedAt,
  command: idFrom(51),
  subject: {
    kind: "run",
    id: idFrom(51),
    prompt: "Water",
    inSession: false,
    ...(made ? { run: made } : {}),
  },
  progress,
});

const play = (...inputs: readonly PhoneInput[]): PhoneState =>
  [...greeting(), ...inputs].reduce(reduce, blankState);

const told = (seq: number, at: number, from: { command?: Uint8Array } = {}): PhoneInput => ({
  kind: "event",
  at,
  feed: `run:${run}`,
  seq,
  event: { t: "prompt", item: 30 + seq, text: "And the winter case?", at, ...from },
});

test("a prompt stands by its run with how far it has got until the agent shows it", () => {
  expect(promptsUnderWay(play(speak("queued")), run)).toMatchObject([{ progress: "queued" }]);
  expect(promptsUnderWay(play(speak("queued"), speak("sent")), run)).toMatchObject([
    { progress: "sent" },
  ]);
  const command = idFrom(50);
  const shown = play(speak("queued"), speak("sent"), told(1, recordedAt + 100, { command }));
  expect(promptsUnderWay(shown, run)).toEqual([]);
  expect(promptsUnderWay(reduce(shown, speak("accepted")), run)).toEqual([]);
  expect(promptsUnderWay(reduce(shown, speak("queued")), run)).toEqual([]);
});

test("the same words that came with another command do not make a prompt look delivered", () => {
  const typedThere = play(speak("queued"), told(1, recordedAt + 100));
  expect(promptsUnderWay(typedThere, run)).toHaveLength(1);
  const other = play(speak("queued"), told(1, recordedAt + 100, { command: idFrom(52) }));
  expect(promptsUnderWay(other, run)).toHaveLength(1);
});

test("a prompt that was not taken stays, also when the words appear", () => {
  const state = play(speak("queued"), speak("failed"), told(1, recordedAt + 100));
  expect(promptsUnderWay(state, run)).toMatchObject([{ progress: "failed" }]);
});

test("a run that was asked for is listed until the inbox has it", () => {
  expect(openRequests(play(request("sent")))).toHaveLength(1);
  expect(openRequests(play(request("accepted", runId)))).toHaveLength(1);
  const recorder = new Recorder();
  const state = play(request("accepted", runId), ...recorder.inbox(recorded.opened));
  expect(openRequests(state)).toEqual([]);
  expect(openRequests(reduce(state, request("failed")))).toHaveLength(1);
});

test("what was taken back is as if it had never been given", () => {
  const back: PhoneInput = { kind: "taken-back", at: recordedAt, command: idFrom(50) };
  expect(promptsUnderWay(play(speak("queued"), back), run)).toEqual([]);
  expect(openRequests(play(request("queued"), back))).toHaveLength(1);
});

const stop = (progress: CommandProgress): PhoneInput => ({
  kind: "command",
  at: recordedAt,
  command: idFrom(53),
  subject: { kind: "stop", id: runId },
  progress,
});

const inState = (recorder: recorded.Recorder, state: "working" | "stopped" | "indeterminate") =>
  recorder.inbox({ t: "run.state", run: runId, state, at: recordedAt });

test("what became of a stop is told until the run begins anew", () => {
  const recorder = new Recorder();
  const unconfirmed = play(
    ...recorder.inbox(recorded.opened),
    stop("running"),
    ...inState(recorder, "indeterminate"),
    stop("indeterminate"),
  );
  expect(unconfirmed.commands.stops.get(run)?.progress).toBe("indeterminate");
  const anew = inState(recorder, "working").reduce(reduce, unconfirmed);
  expect(anew.commands.stops.has(run)).toBe(false);
  expect(play(stop("sent"), stop("done")).commands.stops.has(run)).toBe(false);
});

test("a change asked for a phone stands by that phone until it is done; a refusal stays, with its reason", () => {
  const device = idFrom(41);
  const change = (progress: CommandProgress): PhoneInput => ({
    kind: "command",
    at: recordedAt,
    command: idFrom(54),
    subject: { kind: "device", id: device, role: "viewer" },
    progress,
    ...(progress === "failed" && { code: "FORBIDDEN" }),
  });
  const standing = (...inputs: readonly PhoneInput[]) =>
    play(...inputs).commands.devices.get(keyOf(device));
  expect(standing(change("sent"))).toMatchObject({ progress: "sent", role: "viewer" });
  expect(standing(change("sent"), change("done"))).toBeUndefined();
  expect(standing(change("sent"), change("failed"))).toMatchObject({ code: "FORBIDDEN" });
});

test("what was asked for last is still under way when what was asked for before it is done", () => {
  const set = (id: number, progress: CommandProgress): PhoneInput => ({
    kind: "command",
    at: recordedAt,
    command: idFrom(id),
    subject: { kind: "settings", id: runId, to: { model: `model ${id}` } },
    progress,
  });
  const both = [set(60, "queued"), set(61, "queued"), set(60, "done")];
  expect(play(...both).commands.settings.get(run)).toMatchObject({ command: idFrom(61) });
  expect(play(...both, set(61, "done")).commands.settings.get(run)).toBeUndefined();
});
