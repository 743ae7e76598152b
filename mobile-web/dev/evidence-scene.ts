// Scenes of a run with all that was recorded of it, with questions, and with prompts on their way.

import {
  type AgentEvent,
  type AgentMessage,
  type Question,
  nobleHashes,
  utf8,
} from "@longrein/protocol";
import { keyOf, runFeed } from "../src/state/identifiers.ts";
import type { CommandSubject, PhoneInput, Waiting } from "../src/state/phone-port.ts";
import * as recorded from "../src/state/recording.ts";

const { Recorder, greeting, idFrom, recordedAt, run, runId } = recorded;

const diff = (...lines: readonly string[]): Uint8Array =>
  utf8(
    [
      "diff --git a/src/next-watering.ts b/src/next-watering.ts",
      "--- a/src/next-watering.ts",
      "+++ b/src/next-watering.ts",
      "@@ -4,5 +4,5 @@ export interface Bed {",
      " export function nextWatering(bed: Bed): Date {",
      "-  next.setHours(next.getHours() + bed.everyDays * 24);",
      ...lines,
      "   return next;",
      " }",
      "",
    ].join("\n"),
  );

const at = recordedAt + 40_000;

const firstDiff = diff("+  next.setDate(next.getDay() + bed.everyDays);");
const lastDiff = diff("+  next.setDate(next.getDate() + bed.everyDays);");

/** Files that the machine would give, by their names. */
export const recordedFiles: ReadonlyMap<string, Uint8Array> = new Map(
  [firstDiff, lastDiff].map((bytes) => [keyOf(nobleHashes.sha256(bytes)), bytes]),
);

const kept = (bytes: Uint8Array, title: string): AgentEvent => ({
  t: "artifact",
  artifact: nobleHashes.sha256(bytes),
  kind: "diff",
  title,
  bytes: bytes.length,
  at,
});

type Setup = Extract<AgentMessage, { t: "setup" }>;

const setup: Setup = {
  t: "setup",
  ceiling: "trusted",
  workspaces: [
    { name: "garden-timer", git: true },
    { name: "seed-catalogue", git: false },
  ],
  drivers: [
    {
      name: "scripted",
      title: "Scripted",
      approvals: "exact",
      models: [
        { name: "large", title: "Large 4.1" },
        { name: "small", title: "Small 4.1, for quick questions about the work" },
      ],
      modes: [
        { name: "plan", title: "Plan first" },
        { name: "build", title: "Build" },
      ],
      steers: true,
      resumes: true,
    },
    {
      name: "other",
      title: "Other",
      approvals: "displayed",
      models: [],
      modes: [],
      steers: false,
      resumes: false,
      unusable: "it is not logged in; type: other login",
    },
  ],
};

const afterTests: readonly AgentEvent[] = [
  { t: "attempt", number: 2, place: "worktree", base: "4f2a9c0177de", at },
  { t: "settings", model: "large", mode: "build", profile: "balanced", at },
  ...recorded.untilEdit,
  kept(firstDiff, "what the run has changed"),
  ...recorded.untilTest,
  {
    t: "tool.done",
    item: 5,
    status: "declined",
    words: "Run the tests first. And only those of the watering.",
  },
  {
    t: "validation",
    item: 20,
    title: "npm test",
    status: "passed",
    exitCode: 0,
    durationMs: 4_210,
    at,
  },
  { t: "validation", item: 21, title: "npm run lint", status: "failed", exitCode: 2, at },
  gate("dependencies", "pass", "the work changes no file that we know to bear on dependencies"),
  gate("files", "pass", "the work changes one file"),
  gate("ci", "attention", "the work changes what CI runs"),
  kept(lastDiff, "what the run has changed"),
  { t: "compacted", at },
  {
    t: "usage",
    model: "large",
    input: 48_213,
    output: 3_120,
    cost: 312_400,
    contextUsed: 82_000,
    contextMax: 200_000,
    at,
  },
  {
    t: "notice",
    level: "warning",
    text: "The coding agent was not reached for 20 seconds.",
    next: "Look at the machine whether its login is still good.",
    at,
  },
];

function gate(rule: string, verdict: "pass" | "attention", text: string): AgentEvent {
  return { t: "gate", rule, inputs: new Uint8Array(32), verdict, text, at };
}

const question: Question = {
  question: idFrom(30),
  run: runId,
  from: "calendar",
  parts: [
    {
      text: "Which clock shall the timer go by?",
      choices: [
        { label: "The one on the wall", says: "Watering is at the same hour all year." },
        { label: "UTC", says: "Simple, and an hour off in summer." },
      ],
      many: false,
      free: true,
      secret: false,
    },
    {
      text: "For which beds?",
      choices: [{ label: "Tomatoes" }, { label: "Roses" }, { label: "Herbs by the kitchen door" }],
      many: true,
      free: false,
      secret: false,
    },
  ],
  askedAt: recordedAt,
  notAfter: recordedAt + 900_000,
};

const secretQuestion: Question = {
  ...question,
  question: idFrom(31),
  parts: [
    {
      text: "The token of the weather service?",
      choices: [],
      many: false,
      free: false,
      secret: true,
    },
  ],
};

function begin(startedAt: number, state: "working" | "waiting" | "done", ...inbox: AgentEvent[]) {
  const recorder = new Recorder(startedAt);
  const inputs: PhoneInput[] = [
    ...greeting(startedAt).map((input) => ({ ...input, at: startedAt })),
    { kind: "message", at: startedAt, message: setup },
    ...recorder.inbox(
      recorded.opened,
      { t: "run.state", run: runId, state, at: recordedAt + 50_000 },
      ...inbox,
    ),
    recorder.current("inbox"),
    ...recorder.ofRun(afterTests),
    { kind: "event", at: startedAt, feed: runFeed(run), seq: 900, event: undefined },
    recorder.current(runFeed(run)),
  ];
  return inputs;
}

export const evidence = (startedAt: number): PhoneInput[] => begin(startedAt, "done");

export const asking = (startedAt: number): PhoneInput[] =>
  begin(startedAt, "waiting", { t: "question.asked", ask: question });

export const askingSecret = (startedAt: number): PhoneInput[] =>
  begin(startedAt, "waiting", { t: "question.asked", ask: secretQuestion });

/** Prompts in each state they can be in. */
export function onTheirWay(startedAt: number): PhoneInput[] {
  const told = (
    byte: number,
    text: string,
    progress: "queued" | "accepted" | "failed",
    waiting?: Waiting,
  ): PhoneInput => {
    const id = idFrom(byte);
    const subject: CommandSubject = { kind: "prompt", id, run: runId, text, when: "queue" };
    const more = waiting === undefined ? {} : { waiting };
    const why = progress === "failed" ? { code: "VOID" as const } : {};
    return { kind: "command", at: startedAt, command: id, subject, progress, ...more, ...why };
  };
  return [
    ...begin(startedAt, "working"),
    told(60, "Then look at the winter case.", "accepted"),
    told(61, "And tell me what is left.", "queued", { for: "link", maybeSent: false }),
    told(62, "Push it when all is well.", "queued", { for: "a-word", maybeSent: true }),
    told(63, "Start over with the roses.", "failed"),
    tooFast(),
    {
      kind: "command",
      at: startedAt,
      command: idFrom(64),
      subject: { kind: "settings", id: runId, to: { model: "small" } },
      progress: "sent",
    },
    { kind: "draft", at: startedAt, run, text: "Something that is not finished yet" },
  ];
}

/** Refused with more at once than the machine takes. */
function tooFast(): PhoneInput {
  const id = idFrom(65);
  const text = "And the tulips.";
  const subject: CommandSubject = { kind: "prompt", id, run: runId, text, when: "queue" };
  const now = Date.now();
  const refused = { progress: "failed", code: "BUSY", againAt: now + 3_000 } as const;
  return { kind: "command", at: now, command: id, subject, ...refused };
}
