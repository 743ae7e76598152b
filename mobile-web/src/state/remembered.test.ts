// What the phone wrote down is shown when it is opened again, says how old it is, and gives way to what the
// machine tells as soon as all of that is in.

import type { AgentEvent } from "@longrein/protocol";
import { inboxFeed } from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { isAnswerable } from "./approvability.ts";
import { approvalStage } from "./approval-stage.ts";
import {
  rememberedCharactersMax,
  rememberedItemsMax,
  rememberedRunsMax,
  rememberedTranscriptsMax,
} from "./memory-bounds.ts";
import { keyOf, runFeed } from "./identifiers.ts";
import { approvalsInSight, isKnown, runsInOrder } from "./overview.ts";
import type { PhoneInput } from "./phone-port.ts";
import { readMemory, readRunMemory } from "./read-memory.ts";
import * as recorded from "./recording.ts";
import { isRemembered } from "./remembered.ts";
import { memberAt, members } from "./sequence.ts";
import { memoryOf, memoryOfRun, slotFor } from "./write-memory.ts";

const { Recorder, greeting, idFrom, recordedAt, run } = recorded;

const play = (inputs: readonly PhoneInput[], from: PhoneState): PhoneState =>
  inputs.reduce(reduce, from);
/** As the vault hands a machine over, before anything was heard of it. */
const opened: PhoneState = {
  ...blankState,
  machine: {
    name: "studio-mbp",
    role: undefined,
    device: keyOf(recorded.thisDevice),
    clockAheadMs: 0,
    audit: undefined,
    updateRequired: false,
  },
};
const ready: PhoneInput = {
  kind: "link",
  at: recordedAt + 60_000,
  status: { kind: "ready", since: recordedAt },
};

/** A run with an approval that waits, all of it told. */
function told(): PhoneInput[] {
  const recorder = new Recorder();
  return [
    ...greeting(),
    ...recorder.inbox(recorded.opened, { t: "approval.asked", ask: recorded.editAsk }),
    recorder.current(inboxFeed),
    ...recorder.ofRun([...recorded.untilEdit, ...recorded.untilTest]),
    recorder.current(runFeed(run)),
  ];
}

const before = play([...told(), ready], opened);
const transcript = () => {
  const found = before.transcripts.get(run);
  if (found === undefined) throw new Error("expected the recorded run");
  return found;
};
const writtenDown: readonly PhoneInput[] = [
  { kind: "remembered", at: recordedAt, place: "inbox", text: memoryOf(before, [run]) },
  { kind: "remembered", at: recordedAt, place: 0, text: memoryOfRun(run, transcript()) },
];
const openedAgain = play(writtenDown, opened);

describe("an app that is opened again", () => {
  test("shows the runs, what waits and the end of a transcript as they were, and as of when", () => {
    expect(runsInOrder(openedAgain)).toEqual(runsInOrder(before));
    expect(approvalsInSight(openedAgain)).toEqual(approvalsInSight(before));
    expect(openedAgain.transcripts.get(run)).toEqual(transcript());
    expect(openedAgain.remembered?.asOf).toBe(before.heardAt);
    expect(openedAgain.heardAt).toBe(before.heardAt);
    expect(openedAgain.machine?.clockAheadMs).toBe(before.machine?.clockAheadMs);
    expect(openedAgain.remembered?.slots).toEqual([run]);
  });

  test("claims to know nothing before the machine has told it", () => {
    expect(isKnown(openedAgain)).toBe(false);
    expect(isKnown(play(told(), openedAgain))).toBe(true);
  });

  test("lets nobody answer what it only remembers, connected or not", () => {
    const [approval] = approvalsInSight(openedAgain);
    if (approval === undefined) throw new Error("expected the approval");
    expect(approvalStage(openedAgain, approval, recordedAt).kind).toBe("open");
    expect(isAnswerable(play([ready], openedAgain))).toBe(false);
    const away = { kind: "waiting", untilMs: 0, reason: "offline" } as const;
    expect(isAnswerable(play([{ kind: "link", at: 0, status: away }], openedAgain))).toBe(false);
    expect(isAnswerable(play([...told(), ready], openedAgain))).toBe(true);
  });
});

describe("what the machine tells", () => {
  test("stays aside until all of it is in, and then stands alone", () => {
    const inputs = told();
    const current = inputs.findIndex(
      (input) => input.kind === "message" && input.message.t === "current",
    );
    for (let count = 0; count < current; count++) {
      const arriving = play(inputs.slice(0, count), openedAgain);
      expect(arriving.inbox, `after ${count}`).toEqual(openedAgain.inbox);
      expect(isRemembered(arriving, inboxFeed)).toBe(true);
    }
    const after = play(inputs, openedAgain);
    const without = play(inputs, opened);
    for (const part of ["inbox", "transcripts", "feeds"] as const) {
      expect(after[part]).toEqual(without[part]);
    }
    expect(isRemembered(after, inboxFeed) || isRemembered(after, runFeed(run))).toBe(false);
  });

  test("takes away what was settled meanwhile", () => {
    const recorder = new Recorder();
    const { approval } = recorded.editAsk;
    const resolved: AgentEvent = {
      t: "approval.resolved",
      approval,
      run: recorded.runId,
      outcome: "expired",
      at: recordedAt,
    };
    const asked: AgentEvent = { t: "approval.asked", ask: recorded.editAsk };
    const inputs = [
      ...recorder.inbox(recorded.opened, asked, resolved),
      recorder.current(inboxFeed),
    ];
    expect(approvalsInSight(play(inputs, openedAgain))).toEqual([]);
  });

  test("is newer than what is remembered later", () => {
    const after = play(writtenDown, play(told(), opened));
    expect(after.remembered).toBeUndefined();
    expect(after.inbox).toEqual(before.inbox);
  });
});

test("a phone that was revoked shows nothing of what it remembered", () => {
  const status = { kind: "ended", reason: "revoked" } as const;
  const state = play([{ kind: "link", at: recordedAt, status }], openedAgain);
  expect([state.inbox.runs.size, state.transcripts.size, state.remembered]).toEqual([
    0,
    0,
    undefined,
  ]);
});

test.each(["", "{", "null", "[]", '{"version":0,"inbox":{}}', '{"version":1}'])(
  "what is not of this version is nothing: %s",
  (text) => {
    expect(readMemory(text)).toBeUndefined();
    expect(readRunMemory(text)).toBeUndefined();
    expect(reduce(opened, { kind: "remembered", at: 0, place: "inbox", text })).toBe(opened);
  },
);

describe("what is written down", () => {
  test("of many runs is the latest, and those that wait for an answer", () => {
    const recorder = new Recorder();
    const many = Array.from({ length: rememberedRunsMax + 40 }, (_, index): AgentEvent => {
      const id = Uint8Array.from([200, index, ...new Uint8Array(14)]);
      return {
        t: "run.opened",
        run: id,
        title: `Run ${index}`,
        driver: "scripted",
        workspace: "orchard",
        at: recordedAt + 1 + index,
      };
    });
    const asked: AgentEvent = { t: "approval.asked", ask: recorded.editAsk };
    const inputs = [
      ...recorder.inbox(recorded.opened, asked, ...many),
      recorder.current(inboxFeed),
    ];
    const memory = readMemory(memoryOf(play(inputs, opened), []));
    expect(memory?.inbox.runs.size).toBe(rememberedRunsMax + 1);
    expect(memory?.inbox.runs.has(run)).toBe(true);
    expect(memory?.inbox.approvals.size).toBe(1);
  });

  test("of a long run is its end, within bounds, and each place still names what it did", () => {
    const recorder = new Recorder();
    const long = Array.from({ length: 5_000 }, (_, item): AgentEvent[] => [
      { t: "tool", item, kind: "command", title: `step ${item}`, at: recordedAt },
      { t: "tool.output", item, delta: "x".repeat(9_000) },
    ]).flat();
    const approval = idFrom(77);
    const last: AgentEvent = {
      t: "tool",
      item: 5_000,
      kind: "command",
      title: "last",
      approval,
      at: recordedAt,
    };
    const state = play(recorder.ofRun([...long, last]), opened);
    const whole = state.transcripts.get(run);
    if (whole === undefined) throw new Error("expected the run");
    const text = memoryOfRun(run, whole);
    expect(text.length).toBeLessThan(rememberedCharactersMax + 10_000);
    const kept = readRunMemory(text)?.transcript;
    if (kept === undefined) throw new Error("expected what was written");
    expect(kept.items.length).toBeGreaterThan(10);
    expect(kept.items.length).toBeLessThanOrEqual(rememberedItemsMax);
    expect(members(kept.items).at(-1)).toMatchObject({ title: "last" });
    const place = kept.askedBy.get(keyOf(approval)) ?? -1;
    expect(memberAt(kept.items, place)).toMatchObject({ title: "last" });
  });

  test("of a run takes its own place, a free one, or that of the run that rested longest", () => {
    const { inbox } = before;
    const base = inbox.runs.get(run);
    if (base === undefined) throw new Error("expected the run");
    const keys = Array.from({ length: rememberedTranscriptsMax }, (_, index) => `run-${index}`);
    const runs = new Map(
      keys.map((key, index) => [key, { ...base, key, changedAt: (index * 7 + 3) % 8 }]),
    );
    const busy = { ...inbox, runs };
    expect(slotFor(keys, "run-5", busy)).toBe(5);
    expect(slotFor(keys.slice(0, 3), "another", busy)).toBe(3);
    // (7 · index + 3) mod 8 is zero at index 3.
    expect(slotFor(keys, "another", busy)).toBe(3);
  });
});
