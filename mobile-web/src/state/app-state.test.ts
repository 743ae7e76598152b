import { encodeEvent } from "@longrein/protocol";
import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { keyOf, runFeed } from "./identifiers.ts";
import type { PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";
import { members } from "./sequence.ts";
import { emptyTranscript } from "./transcript.ts";

const { Recorder, greeting, recordedAt, run } = recorded;

function play(inputs: readonly PhoneInput[], from: PhoneState = blankState): PhoneState {
  return inputs.reduce(reduce, from);
}

function wholeRun(): PhoneInput[] {
  const recorder = new Recorder();
  return [
    ...greeting(),
    ...recorder.inbox(recorded.opened, { t: "approval.asked", ask: recorded.editAsk }),
    recorder.current("inbox"),
    ...recorder.ofRun([...recorded.untilEdit, ...recorded.untilTest, ...recorded.untilPush]),
    ...recorder.ofRun(recorded.ending),
    recorder.current(runFeed(run)),
  ];
}

test("the recording is made of events that an agent could send", () => {
  const events = wholeRun().flatMap((input) => (input.kind === "event" && input.event) || []);
  expect(events.length).toBeGreaterThan(20);
  for (const event of events) expect(encodeEvent(event)).toContain(event.t);
});

test("a whole run ends in one transcript with its plan, its output and its approval", () => {
  const state = play(wholeRun());
  expect(state.machine).toMatchObject({ name: "studio-mbp", role: "operator" });
  expect(state.inbox.runs.get(run)?.title).toBe("Watering is an hour late after the clocks change");
  expect([...state.inbox.approvals.keys()]).toEqual([keyOf(recorded.editAsk.approval)]);
  const transcript = state.transcripts.get(run);
  const items = transcript === undefined ? [] : members(transcript.items);
  expect(items.map((item) => item.kind)).toEqual([
    "prompt",
    "thought",
    "tool",
    "answer",
    "tool",
    "tool",
    "answer",
    "tool",
    "answer",
  ]);
  expect(transcript?.plan.map((entry) => entry.status)).toEqual(["done", "done", "done", "active"]);
  expect(items[5]).toMatchObject({ output: expect.stringContaining("# pass 3") });
});

test("a question that its run says is answered is open no longer, and stands where that happened", () => {
  const recorder = new Recorder();
  const question = recorded.idFrom(40);
  const asked = { question, run: recorded.runId, parts: [], askedAt: 1, notAfter: 2 };
  const outcome = "answered" as const;
  const by = { device: recorded.idFrom(77), name: "Kitchen phone" };
  const told = { t: "question.resolved" as const, question, run: recorded.runId, outcome, ...by };
  const inputs = [
    ...recorder.inbox(recorded.opened, { t: "question.asked", ask: asked }),
    ...recorder.ofRun([{ ...told, at: 3 }]),
  ];
  const state = play(inputs);
  expect(state.inbox.questions.get(keyOf(question))?.resolution).toBe("answered");
  const transcript = state.transcripts.get(run) ?? emptyTranscript;
  const device = keyOf(by.device);
  expect(members(transcript.items)).toEqual([
    { kind: "question", outcome, device, name: "Kitchen phone", at: 3 },
  ]);
  const again = play(recorder.inbox({ ...told, at: 3 }), state);
  expect(again.transcripts.get(run)).toBe(transcript);
});

test("what is sent again around a reconnect changes nothing", () => {
  const inputs = wholeRun();
  const once = play(inputs);
  const events = inputs.filter((input) => input.kind === "event");
  const twice = play(events, once);
  expect(twice.transcripts).toEqual(once.transcripts);
  expect(twice.inbox).toEqual(once.inbox);
});

test("a stream cut anywhere and sent again from there gives the same state", () => {
  const inputs = wholeRun();
  const whole = play(inputs);
  for (let cut = 0; cut < inputs.length; cut++) {
    const resumed = play(inputs.slice(Math.max(0, cut - 4)), play(inputs.slice(0, cut)));
    expect(resumed.transcripts, `cut at ${cut}`).toEqual(whole.transcripts);
    expect(resumed.inbox, `cut at ${cut}`).toEqual(whole.inbox);
  }
});

test("an event of a kind that this version does not know is counted and not shown", () => {
  const before = play(wholeRun());
  const seq = (before.feeds.get("inbox")?.seq ?? 0) + 1;
  const unknown: PhoneInput = { kind: "event", at: 1, feed: "inbox", seq, event: undefined };
  const after = reduce(before, unknown);
  expect(after.feeds.get("inbox")?.seq).toBe(seq);
  expect(after.inbox).toBe(before.inbox);
});

test("a feed of a newer agent is followed without being shown", () => {
  const before = play(wholeRun());
  const event: PhoneInput = {
    kind: "event",
    at: 1,
    feed: "weather",
    seq: 1,
    event: recorded.opened,
  };
  const after = reduce(before, event);
  expect(after.feeds.get("weather")?.seq).toBe(1);
  expect(after.inbox).toBe(before.inbox);
});

const reset = (feed: string, reason: "pruned" | "changed"): PhoneInput => ({
  kind: "message",
  at: 1,
  message: { t: "reset", feed, reason, seq: 40, chain: new Uint8Array(32) },
});

test("a reset forgets its feed, and only that, and takes up the place it names", () => {
  const before = play(wholeRun());
  const after = reduce(before, reset(runFeed(run), "pruned"));
  expect(after.transcripts.get(run)).toBe(emptyTranscript);
  expect(after.inbox).toBe(before.inbox);
  expect(after.feeds.get(runFeed(run))).toEqual({ seq: 40, current: false, changed: false });
  const emptied = reduce(before, reset("inbox", "pruned"));
  expect(emptied.inbox.runs.size + emptied.inbox.approvals.size).toBe(0);
  expect(emptied.transcripts).toBe(before.transcripts);
});

test("a changed history stays marked when the feed is current again", () => {
  const after = play([
    ...wholeRun(),
    reset("inbox", "changed"),
    {
      kind: "message",
      at: 1,
      message: { t: "current", feed: "inbox", seq: 41, chain: new Uint8Array(32) },
    },
  ]);
  expect(after.feeds.get("inbox")).toEqual({ seq: 41, current: true, changed: true });
});

test("the agent's clock is learned from its greeting", () => {
  const state = play(greeting(recordedAt - 5_000));
  expect(state.machine?.clockAheadMs).toBe(5_000);
});

test("only what the agent says moves the time up to which the screen is true", () => {
  const state = play(greeting());
  const away = { kind: "waiting", untilMs: 9, reason: "agent-away" } as const;
  const later = reduce(state, { kind: "link", at: recordedAt + 60_000, status: away });
  expect(later.heardAt).toBe(recordedAt);
});

test("nothing of a machine stays in sight once it has revoked this phone, but what it is called", () => {
  const ended = { kind: "link", at: 1, status: { kind: "ended", reason: "revoked" } } as const;
  const revoked = reduce(play(wholeRun()), ended);
  expect(revoked.machine?.name).toBe("studio-mbp");
  expect(revoked.inbox.runs.size + revoked.inbox.approvals.size).toBe(0);
  expect(revoked.transcripts.size + revoked.feeds.size).toBe(0);
});
