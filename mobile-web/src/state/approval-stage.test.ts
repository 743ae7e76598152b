import type { AgentEvent, OutcomeCode } from "@longrein/protocol";
import { expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { approvalStage, msLeft } from "./approval-stage.ts";
import { keyOf } from "./identifiers.ts";
import type { CommandProgress, PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";

const { Recorder, editAsk, greeting, idFrom, recordedAt } = recorded;
const key = keyOf(editAsk.approval);

function asked(): { readonly recorder: InstanceType<typeof Recorder>; readonly state: PhoneState } {
  const recorder = new Recorder();
  const inputs = [
    ...greeting(),
    ...recorder.inbox(recorded.opened, { t: "approval.asked", ask: editAsk }),
  ];
  return { recorder, state: inputs.reduce(reduce, blankState) };
}

function stageOf(state: PhoneState, now: number = recordedAt) {
  const approval = state.inbox.approvals.get(key);
  if (approval === undefined) throw new Error("expected the approval in the inbox");
  return approvalStage(state, approval, now);
}

const progressed = (
  progress: CommandProgress,
  code?: OutcomeCode,
  decision: "approve" | "deny" = "approve",
): PhoneInput => ({
  kind: "command",
  at: recordedAt + 1,
  command: idFrom(40),
  subject: { kind: "approval", id: editAsk.approval, decision },
  progress,
  ...(code === undefined ? {} : { code }),
});

const resolved = (
  outcome: "approved" | "denied" | "expired" | "void",
  device?: Uint8Array,
): AgentEvent => ({
  t: "approval.resolved",
  approval: editAsk.approval,
  run: editAsk.run,
  outcome,
  at: recordedAt + 5_000,
  ...(device === undefined ? {} : { device }),
});

test.each([
  ["queued", "queued"],
  ["sent", "sent"],
  ["accepted", "accepted"],
  ["running", "accepted"],
  ["done", "accepted"],
] as const)("an answer that is %s is shown as %s and never as approved", (progress, shown) => {
  const state = reduce(asked().state, progressed(progress));
  expect(stageOf(state)).toEqual({
    kind: "answering",
    decision: "approve",
    progress: shown,
    at: recordedAt + 1,
  });
});

test.each([
  ["FORBIDDEN", "FORBIDDEN"],
  ["ALREADY_RESOLVED", "ALREADY_RESOLVED"],
  [undefined, "unknown"],
] as const)("a refusal with %s leaves the approval open and says why", (code, refused) => {
  const state = reduce(asked().state, progressed("failed", code));
  expect(stageOf(state)).toEqual({ kind: "open", refused });
});

test("an answer whose fate the agent lost is shown as neither", () => {
  const state = reduce(asked().state, progressed("indeterminate", undefined, "deny"));
  expect(stageOf(state)).toEqual({ kind: "unclear", decision: "deny" });
});

test("time runs out by the agent's clock, not the phone's", () => {
  const { state } = asked();
  const skewed = greeting(recordedAt - 100_000).reduce(reduce, state);
  const approval = skewed.inbox.approvals.get(key);
  expect(approval && msLeft(skewed, approval, recordedAt)).toBe(800_000);
  expect(stageOf(skewed, recordedAt + 799_999).kind).toBe("open");
  expect(stageOf(skewed, recordedAt + 800_000).kind).toBe("overdue");
});

test("an answer under way is not called overdue", () => {
  const state = reduce(asked().state, progressed("sent"));
  expect(stageOf(state, recordedAt + 10_000_000).kind).toBe("answering");
});

test.each([
  ["this phone", recorded.thisDevice, "this-phone"],
  ["another phone", idFrom(77), "other-device"],
  ["the machine", undefined, "machine"],
] as const)("an answer by %s is told apart", (_who, device, by) => {
  const { recorder, state } = asked();
  const after = recorder.inbox(resolved("denied", device)).reduce(reduce, state);
  expect(stageOf(after)).toMatchObject({ kind: "resolved", outcome: "denied", by });
});

test("approved becomes running and carried out only as the run's tool says so", () => {
  const { recorder, state } = asked();
  const approved = recorder.inbox(resolved("approved", recorded.thisDevice)).reduce(reduce, state);
  expect(stageOf(approved)).toMatchObject({ execution: { kind: "none" } });
  const running = recorder.ofRun(recorded.untilEdit).reduce(reduce, approved);
  expect(stageOf(running)).toMatchObject({ execution: { kind: "running" } });
  const ended = recorder.ofRun(recorded.untilTest).reduce(reduce, running);
  expect(stageOf(ended)).toMatchObject({
    execution: { kind: "ended", result: { status: "completed", durationMs: 12 } },
  });
});

test("the first resolution stands, whatever is said later", () => {
  const { recorder, state } = asked();
  const after = recorder
    .inbox(resolved("expired"), resolved("approved", recorded.thisDevice))
    .reduce(reduce, state);
  expect(stageOf(after)).toMatchObject({ outcome: "expired", by: "machine" });
});

test("denying all that its run asks is an answer to it, and one that failed leaves it open", () => {
  const denial = (progress: CommandProgress): PhoneInput => ({
    kind: "command",
    at: recordedAt,
    command: idFrom(41),
    subject: { kind: "deny-all", id: recorded.runId },
    progress,
  });
  const { state } = asked();
  expect(stageOf(reduce(state, denial("sent")))).toMatchObject({
    kind: "answering",
    decision: "deny",
    progress: "sent",
  });
  expect(stageOf(reduce(state, denial("failed"))).kind).toBe("open");
});

test("an answer that is too old to be sent without a word is shown as waiting for it", () => {
  const queued: PhoneInput = {
    kind: "command",
    at: recordedAt,
    command: idFrom(40),
    subject: { kind: "approval", id: editAsk.approval, decision: "approve" },
    progress: "queued",
    waiting: { for: "a-word", maybeSent: false },
  };
  const held = reduce(asked().state, queued);
  expect(stageOf(held)).toMatchObject({ kind: "held", decision: "approve" });
  const back: PhoneInput = { kind: "taken-back", at: recordedAt, command: idFrom(40) };
  expect(stageOf(reduce(held, back))).toEqual({ kind: "open", refused: undefined });
});
