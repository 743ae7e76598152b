import { describe, expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { seenRunsMax } from "./memory-bounds.ts";
import { readMemory } from "./read-memory.ts";
import * as recorded from "./recording.ts";
import { isUnread } from "./seen-runs.ts";
import { memoryOf } from "./write-memory.ts";
import { keyOf } from "./identifiers.ts";

const { Recorder, greeting, idFrom, recordedAt, run, runId } = recorded;

const state = (to: "working" | "done", at: number, of = runId) =>
  ({ t: "run.state", run: of, state: to, at }) as const;
const later = recordedAt + 3_600_000;
const shown = { kind: "shown", at: later, run } as const;
const isNews = (known: PhoneState): boolean => {
  const it = known.inbox.runs.get(run);
  return it !== undefined && isUnread(known.seen, it);
};

describe("a run", () => {
  const recorder = new Recorder();
  const first = [...greeting(), ...recorder.inbox(recorded.opened)].reduce(reduce, blankState);
  const goneOn = recorder.inbox(state("done", later)).reduce(reduce, first);

  test("of which a phone learns as it comes to a machine is no news", () => {
    expect(isNews(first)).toBe(false);
  });

  test("that goes on is news until its page is shown, and when it goes on again", () => {
    expect(isNews(goneOn)).toBe(true);
    const seen = reduce(goneOn, shown);
    expect(isNews(seen)).toBe(false);
    expect(isNews(recorder.inbox(state("working", later + 1)).reduce(reduce, seen))).toBe(true);
  });

  test("that was news when the app was closed is so when it is opened, and that was seen is not", () => {
    const reopen = (before: PhoneState) => {
      const text = memoryOf(before, []);
      const memory = { kind: "remembered", at: later, place: "inbox", text } as const;
      const greeted = greeting(later).map((input) =>
        input.kind === "message" && input.message.t === "ready"
          ? { ...input, message: { ...input.message, now: later + 5_000 } }
          : input,
      );
      const machine = before.machine ?? null;
      expect(machine).not.toBeNull();
      return [memory, ...greeted].reduce(reduce, { ...blankState, machine: before.machine });
    };
    expect(isNews(reopen(goneOn))).toBe(true);
    expect(isNews(reopen(reduce(goneOn, shown)))).toBe(false);
  });
});

test("of more runs than are written down the oldest count as seen", () => {
  const ids = Array.from({ length: seenRunsMax + 50 }, (_, index) => {
    const id = idFrom(0);
    new DataView(id.buffer).setUint32(0, index + 1);
    return id;
  });
  const told = new Recorder().inbox(
    ...ids.flatMap((id, index) => [
      { ...recorded.opened, run: id, at: recordedAt },
      state("done", later + index, id),
    ]),
  );
  const known = [...greeting(), ...told].reduce(reduce, blankState);
  const all = ids.map((id) => ({ kind: "shown", at: later, run: keyOf(id) }) as const);
  const memory = readMemory(memoryOf(all.reduce(reduce, known), []));
  const { seen = blankState.seen } = memory ?? {};
  expect(seen.runs.size).toBe(seenRunsMax);
  expect([...known.inbox.runs.values()].filter((each) => isUnread(seen, each))).toEqual([]);
});
