// What the replay page can show, by name.

import type { AgentEvent, ApprovalAsk } from "@longrein/protocol";
import { hostileStrings } from "../src/parts/hostile-strings.ts";
import { runFeed } from "../src/state/identifiers.ts";
import type { AppStatus, FleetInput, PairingStatus } from "../src/state/fleet-port.ts";
import type { LinkStatus, PhoneInput } from "../src/state/phone-port.ts";
import { crowd } from "./crowd-scene.ts";
import { asking, askingSecret, evidence, onTheirWay } from "./evidence-scene.ts";
import { eventsOfItem, lowAnswer } from "./long-run.ts";
import { otherRuns, state } from "./other-runs.ts";
import { planScenes } from "./plan-scene.ts";
import type { SceneInput } from "./replay-port.ts";
import { hostileAsk, longAsk, unreadableAsk } from "./strange-asks.ts";
import { twoMachines } from "./two-machines-scene.ts";
import * as recorded from "../src/state/recording.ts";

const { Recorder, askFor, greeting, recordedAt, run, runId } = recorded;

/** The recording, told as if it happened just now. */
const startedAt = Date.now() - 140_000;

function greet(): PhoneInput[] {
  return greeting(startedAt).map((input) => ({ ...input, at: startedAt }));
}

const asked = (ask: ApprovalAsk): AgentEvent => ({ t: "approval.asked", ask });

const approved = (ask: ApprovalAsk, outcome: "approved" | "denied" = "approved"): AgentEvent => ({
  t: "approval.resolved",
  approval: ask.approval,
  run: ask.run,
  outcome,
  device: recorded.thisDevice,
  at: ask.askedAt + 20_000,
});

function waitingFor(...asks: readonly ApprovalAsk[]): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  return [
    ...greet(),
    ...recorder.inbox(
      ...otherRuns,
      recorded.opened,
      state(runId, "waiting", 11),
      ...asks.map(asked),
    ),
    recorder.current("inbox"),
    ...recorder.ofRun(recorded.untilEdit),
    recorder.current(runFeed(run)),
  ];
}

function afterPush(end: boolean): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  const answered = (ask: ApprovalAsk, decision: "approve" | "deny"): PhoneInput => ({
    kind: "command",
    at: startedAt,
    command: ask.nonce,
    subject: { kind: "approval", id: ask.approval, decision },
    progress: "done",
  });
  return [
    ...greet(),
    ...recorder.inbox(
      ...otherRuns,
      recorded.opened,
      asked(recorded.editAsk),
      approved(recorded.editAsk),
      asked(recorded.testAsk),
      approved(recorded.testAsk),
      asked(recorded.pushAsk),
      ...(end ? [approved(recorded.pushAsk, "denied")] : []),
      state(runId, end ? "done" : "waiting", 60),
    ),
    recorder.current("inbox"),
    answered(recorded.editAsk, "approve"),
    answered(recorded.testAsk, "approve"),
    ...(end ? [answered(recorded.pushAsk, "deny")] : []),
    ...recorder.ofRun([...recorded.untilEdit, ...recorded.untilTest, ...recorded.untilPush]),
    ...recorder.ofRun(end ? recorded.ending : []),
    recorder.current(runFeed(run)),
  ];
}

const ofOwner = (input: PhoneInput): PhoneInput =>
  input.kind === "message" && input.message.t === "ready"
    ? { ...input, message: { ...input.message, role: "owner" } }
    : input;

const pairing = (status: PairingStatus): FleetInput[] => [{ kind: "pairing", status }];

const app = (status: AppStatus): SceneInput[] => [...afterPush(false), { kind: "app", status }];

const unlinked = (status: LinkStatus): PhoneInput[] => [
  ...afterPush(false),
  { kind: "link", at: Date.now(), status },
];

/** An answer that waited too long to be sent without a word. */
const held: PhoneInput[] = [
  ...waitingFor(recorded.editAsk),
  {
    kind: "command",
    at: Date.now(),
    command: recorded.editAsk.nonce,
    subject: { kind: "approval", id: recorded.editAsk.approval, decision: "approve" },
    progress: "queued",
    waiting: { for: "a-word", maybeSent: true },
  },
];

/** All on one card: of several cards only the first ones stand whole. */
const corpus: PhoneInput[] = [
  ...greet(),
  ...new Recorder(startedAt).inbox(
    recorded.opened,
    asked(
      askFor(
        {
          t: "command",
          v: 1,
          run: runId,
          driver: "scripted",
          tool: "shell",
          argv: [...hostileStrings],
          cwd: "/",
          environment: [],
          operands: [],
        },
        20,
      ),
    ),
  ),
];

const proseAnswer = [
  "# What was wrong",
  "Adding **24 hours** per day is off by one hour when the clocks change; `setDate` counts *days*.",
  "## What I did",
  "1. Read [next-watering.ts](src/next-watering.ts:12)",
  "2. Wrote a test for each case:\n   - spring, in `Europe/Berlin`\n   - winter\n3. Changed one line",
  "- [x] tests pass\n- [ ] push it, which you have to allow",
  "> The hour that does not exist is skipped, as before.",
  "```ts\nexport function nextWatering(bed: Bed): Date {\n  const next = new Date(bed.wateredAt);\n  next.setDate(next.getDate() + bed.everyDays);\n  return next;\n}\n```",
  "| case | before | after |\n|---|---|---|\n| spring | one hour late | on time |\n| winter | one hour early | on time |",
  "More about it: <https://example.org/clocks> or [this very safe link](https://ex\u0430mple.org/login).",
  "---",
  "That is all.",
].join("\n\n");

function prose(): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  return [
    ...greet(),
    ...recorder.inbox(recorded.opened, state(runId, "working", 11)),
    recorder.current("inbox"),
    ...recorder.ofRun([
      {
        t: "prompt",
        item: 1,
        text: "Why is the watering late? Tell me all of it.",
        at: recordedAt,
      },
      { t: "text", item: 2, role: "thought", delta: "**Reading the code**\n\nIt adds hours." },
      { t: "text", item: 3, role: "answer", delta: proseAnswer },
      { t: "text", item: 4, role: "thought", delta: "**Counting days instead**\n\nDays are" },
    ]),
    recorder.current(runFeed(run)),
  ];
}

/** As many rows as the transcript of a long day. */
function long(rows: number, low?: number): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  const events = Array.from({ length: rows }, (_, item) =>
    item === low ? lowAnswer(item) : eventsOfItem(item),
  ).flat();
  return [
    ...greet(),
    ...recorder.inbox(recorded.opened, state(runId, "working", 11)),
    recorder.current("inbox"),
    ...recorder.ofRun(events),
    recorder.current(runFeed(run)),
  ];
}

/** What names no machine comes from the recorded one. Made when asked for: the long ones are long. */
export const scenes: Readonly<Record<string, readonly SceneInput[] | (() => SceneInput[])>> = {
  prose,
  "run-evidence": () => evidence(startedAt),
  "run-question": () => asking(startedAt),
  "run-secret": () => askingSecret(startedAt),
  "run-queue": () => onTheirWay(startedAt),
  ...planScenes(startedAt),
  "run-long": () => long(10_000),
  "run-low": () => long(10_000, 9_970),
  pair: pairing({ kind: "none" }),
  connecting: pairing({ kind: "connecting" }),
  "check-code": pairing({ kind: "check-code", code: "0417", secondsLeft: 45 }),
  "pair-failed": pairing({ kind: "failed", reason: "expired" }),
  empty: [...greet(), new Recorder(startedAt).current("inbox")],
  home: waitingFor(recorded.editAsk),
  "home-owner": waitingFor(recorded.editAsk).map(ofOwner),
  "home-high": waitingFor(recorded.pushAsk),
  "home-test": waitingFor(recorded.testAsk),
  "home-for-run": waitingFor({
    ...recorded.testAsk,
    risk: { level: "low", reasons: [] },
    forRun: true,
  }),
  "home-two": afterPush(false),
  "home-crowd": () => crowd(120, startedAt),
  "home-long": waitingFor(longAsk),
  "home-hostile": waitingFor(hostileAsk),
  "home-unreadable": waitingFor(unreadableAsk),
  "run-waiting": waitingFor(recorded.editAsk),
  "run-push": afterPush(false),
  "run-done": afterPush(true),
  offline: unlinked({ kind: "waiting", untilMs: Date.now() + 9_000, reason: "agent-away" }),
  "two-machines": () => twoMachines(startedAt),
  "two-machines-away": () =>
    twoMachines(startedAt, {
      kind: "waiting",
      untilMs: Date.now() + 9_000,
      reason: "agent-away",
    }),
  "two-machines-revoked": () => twoMachines(startedAt, { kind: "ended", reason: "revoked" }),
  elsewhere: app("elsewhere"),
  revoked: unlinked({ kind: "ended", reason: "revoked" }),
  storage: app("storage"),
  incomplete: app("incomplete"),
  "update-required": unlinked({ kind: "ended", reason: "update-required" }),
  held,
  corpus,
};
