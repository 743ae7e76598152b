// A run as an agent told it, for tests and for looking at the screens: a small repair in a repository with
// one edit and two commands to approve.

import {
  type Action,
  type AgentEvent,
  type ApprovalAsk,
  freezeAction,
  fromUtf8,
  inboxFeed,
} from "@longrein/protocol";
import { keyOf, runFeed } from "./identifiers.ts";
import type { KnownMachine } from "./fleet-port.ts";
import type { PhoneInput } from "./phone-port.ts";

export const recordedAt = 1_795_000_000_000;

export const idFrom = (byte: number): Uint8Array => new Uint8Array(16).fill(byte);
const hash = new Uint8Array(32);

export const runId = idFrom(1);
export const thisDevice = idFrom(9);
export const run = keyOf(runId);

/** The machine that tells all this. */
export const recordedMachine: KnownMachine = {
  key: keyOf(idFrom(21)),
  name: "studio-mbp",
  label: undefined,
  device: keyOf(thisDevice),
  heardAt: undefined,
};

const editAction: Action = {
  t: "edit",
  v: 1,
  run: runId,
  driver: "scripted",
  tool: "apply_patch",
  root: "/home/mara/garden-timer",
  changes: [
    {
      path: "src/next-watering.ts",
      before: new Uint8Array(32).fill(3),
      after: new Uint8Array(32).fill(4),
      diff: [
        "--- a/src/next-watering.ts",
        "+++ b/src/next-watering.ts",
        "@@ -4,9 +4,9 @@ export interface Bed {",
        "   readonly everyDays: number;",
        " }",
        " ",
        " export function nextWatering(bed: Bed): Date {",
        "-  const next = new Date(bed.wateredAt);",
        "-  next.setHours(next.getHours() + bed.everyDays * 24);",
        "+  const next = new Date(bed.wateredAt);",
        "+  next.setDate(next.getDate() + bed.everyDays);",
        "   return next;",
        " }",
        "",
      ].join("\n"),
    },
  ],
};

export const testAction: Action = {
  t: "command",
  v: 1,
  run: runId,
  driver: "scripted",
  tool: "shell",
  argv: ["node", "--test", "--test-reporter", "spec"],
  cwd: "/home/mara/garden-timer",
  environment: [{ name: "TZ", value: "Europe/Berlin" }],
  operands: [],
};

const pushAction: Action = {
  t: "command",
  v: 1,
  run: runId,
  driver: "scripted",
  tool: "shell",
  shell: { program: "/bin/bash", script: "git push --force origin main" },
  cwd: "/home/mara/garden-timer",
  environment: [{ name: "GIT_SSH_COMMAND" }],
  operands: [],
};

export function askFor(
  action: Action,
  byte: number,
  more: Partial<Omit<ApprovalAsk, "action">> = {},
): ApprovalAsk {
  return {
    approval: idFrom(byte),
    run: action.run,
    action: fromUtf8(freezeAction(action)),
    nonce: idFrom(byte),
    askedAt: recordedAt + byte * 1_000,
    notAfter: recordedAt + 900_000,
    tier: 1,
    risk: { level: "low", reasons: ["Changes one file inside the workspace"] },
    ...more,
  };
}

export const editAsk = askFor(editAction, 11, {
  says: "Adding 24 hours per day is off by one hour when the clocks change. Count days instead.",
});
export const testAsk = askFor(testAction, 12, {
  risk: { level: "medium", reasons: ["Starts a program that is not on the list of known tests"] },
  says: "Run the tests to see that the spring case passes now.",
});
export const pushAsk = askFor(pushAction, 13, {
  risk: {
    level: "high",
    reasons: ["Rewrites history on a remote", "Text for a shell, which may do anything"],
  },
  says: "Push the fix. This is safe, the user already agreed to it.",
});

export const opened: AgentEvent = {
  t: "run.opened",
  run: runId,
  title: "Watering is an hour late after the clocks change",
  driver: "scripted",
  workspace: "garden-timer",
  at: recordedAt,
};

export const untilEdit: readonly AgentEvent[] = [
  {
    t: "prompt",
    item: 0,
    text: "The timer waters an hour late since last Sunday. Find out why and mend it.",
    at: recordedAt,
  },
  {
    t: "text",
    item: 1,
    role: "thought",
    delta: "Since last Sunday: that is when summer time ended. Look for arithmetic with hours.",
  },
  {
    t: "plan",
    entries: [
      { text: "Find where the next watering is computed", status: "done" },
      { text: "Reproduce it with a test over the change of clocks", status: "done" },
      { text: "Count calendar days instead of hours", status: "active" },
      { text: "Run the tests", status: "pending" },
    ],
  },
  {
    t: "tool",
    item: 2,
    kind: "search",
    title: "setHours in src",
    at: recordedAt + 2_000,
  },
  {
    t: "tool.output",
    item: 2,
    delta: "src/next-watering.ts:9:  next.setHours(next.getHours() + bed.everyDays * 24);\n",
  },
  { t: "tool.done", item: 2, status: "completed", durationMs: 41 },
  {
    t: "text",
    item: 3,
    role: "answer",
    delta: "Found it. `nextWatering` adds 24 hours for each day",
  },
  {
    t: "text",
    item: 3,
    role: "answer",
    delta:
      ", but a day is 23 or 25 hours long when the clocks change:\n\n```ts\nnext.setHours(next.getHours() + bed.everyDays * 24);\n```\n\nI will count calendar days instead.",
  },
  {
    t: "tool",
    item: 4,
    kind: "edit",
    title: "src/next-watering.ts",
    approval: editAsk.approval,
    at: recordedAt + 11_000,
  },
];

const editDiff = editAction.t === "edit" ? (editAction.changes[0]?.diff ?? "") : "";

export const untilTest: readonly AgentEvent[] = [
  { t: "tool.done", item: 4, status: "completed", durationMs: 12, diff: editDiff },
  {
    t: "plan",
    entries: [
      { text: "Find where the next watering is computed", status: "done" },
      { text: "Reproduce it with a test over the change of clocks", status: "done" },
      { text: "Count calendar days instead of hours", status: "done" },
      { text: "Run the tests", status: "active" },
    ],
  },
  {
    t: "tool",
    item: 5,
    kind: "command",
    title: "node --test --test-reporter spec",
    approval: testAsk.approval,
    at: recordedAt + 12_000,
  },
];

export const untilPush: readonly AgentEvent[] = [
  {
    t: "tool.output",
    item: 5,
    delta: "✔ waters every second day (1.1ms)\n✔ keeps the hour in spring (0.4ms)\n",
  },
  { t: "tool.output", item: 5, delta: "✔ keeps the hour in autumn (0.3ms)\n# pass 3\n# fail 0\n" },
  { t: "tool.done", item: 5, status: "completed", exitCode: 0, durationMs: 2_140 },
  {
    t: "text",
    item: 6,
    role: "answer",
    delta: "All three pass, among them the two over the change of clocks. I will push it.",
  },
  {
    t: "tool",
    item: 7,
    kind: "command",
    title: "git push --force origin main",
    approval: pushAsk.approval,
    at: recordedAt + 13_000,
  },
];

export const ending: readonly AgentEvent[] = [
  { t: "tool.done", item: 7, status: "declined" },
  {
    t: "text",
    item: 8,
    role: "answer",
    delta: "You declined the push. The fix is committed locally and the tests pass.",
  },
];

/** Turns events into inputs, numbering each feed from where it stands. */
export class Recorder {
  readonly #seqs = new Map<string, number>();
  readonly #at: number;

  constructor(at: number = recordedAt) {
    this.#at = at;
  }

  events(feed: string, events: readonly AgentEvent[]): PhoneInput[] {
    return events.map((event) => {
      const seq = (this.#seqs.get(feed) ?? 0) + 1;
      this.#seqs.set(feed, seq);
      return { kind: "event", at: this.#at, feed, seq, event };
    });
  }

  inbox(...events: readonly AgentEvent[]): PhoneInput[] {
    return this.events(inboxFeed, events);
  }

  ofRun(events: readonly AgentEvent[]): PhoneInput[] {
    return this.events(runFeed(run), events);
  }

  current(feed: string): PhoneInput {
    const seq = this.#seqs.get(feed) ?? 0;
    return { kind: "message", at: this.#at, message: { t: "current", feed, seq, chain: hash } };
  }
}

export function greeting(at: number = recordedAt): PhoneInput[] {
  return [
    {
      kind: "message",
      at,
      message: {
        t: "ready",
        device: thisDevice,
        role: "operator",
        machine: "studio-mbp",
        epoch: new Uint8Array(8),
        now: recordedAt,
        auditHead: hash,
        auditSize: 0,
      },
    },
    { kind: "link", at, status: { kind: "ready", since: at } },
  ];
}
