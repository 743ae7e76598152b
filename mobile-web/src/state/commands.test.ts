import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import type { CommandProgress, PhoneInput } from "./phone-port.ts";
import { openRequests, promptsUnderWay } from "./overview.ts";
import * as recorded from "./recording.ts";

const { Recorder, greeting, idFrom, recordedAt, run, runId } = recorded;

const speak = (progress: CommandProgress, at: number = recordedAt): PhoneInput => ({
  kind: "command",
  at,
  subject: { kind: "prompt", id: idFrom(50), run: runId, text: "And the winter case?" },
  progress,
});

const request = (progress: CommandProgress, made?: Uint8Array): PhoneInput => ({
  kind: "command",
  at: recordedAt,
  subject: { kind: "run", id: idFrom(51), prompt: "Water", ...(made ? { run: made } : {}) },
  progress,
});

const play = (...inputs: readonly PhoneInput[]): PhoneState =>
  [...greeting(), ...inputs].reduce(reduce, blankState);

const told = (seq: number, at: number): PhoneInput => ({
  kind: "event",
  at,
  feed: `run:${run}`,
  seq,
  event: { t: "prompt", item: 30 + seq, text: "And the winter case?", at },
});

test("a prompt stands by its run with how far it has got until the agent shows it", () => {
  expect(promptsUnderWay(play(speak("queued")), run)).toMatchObject([{ progress: "queued" }]);
  expect(promptsUnderWay(play(speak("queued"), speak("sent")), run)).toMatchObject([
    { progress: "sent" },
  ]);
  const shown = play(speak("queued"), speak("sent"), told(1, recordedAt + 100));
  expect(promptsUnderWay(shown, run)).toEqual([]);
  expect(promptsUnderWay(reduce(shown, speak("accepted")), run)).toEqual([]);
});

test("the same words said long ago do not make a queued prompt look delivered", () => {
  const state = play(speak("queued"), told(1, recordedAt - 3_600_000));
  expect(promptsUnderWay(state, run)).toHaveLength(1);
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
