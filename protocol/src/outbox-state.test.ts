import { describe, expect, it } from "vitest";
import {
  type Outbox,
  type OutboxEntry,
  dropSettled,
  enqueue,
  expired,
  linkLost,
  resend,
  takeOutcome,
} from "./outbox-state.ts";
import type { AgentMessage, OutcomeState } from "./messages.ts";

type Outcome = Extract<AgentMessage, { t: "outcome" }>;

const idOf = (number: number) => new Uint8Array(16).fill(number);
const command = (number: number, expiresAt = 1_000) => ({
  id: idOf(number),
  bytes: Uint8Array.of(number),
  expiresAt,
});
const outcome = (number: number, state: OutcomeState): Outcome => ({
  t: "outcome",
  id: idOf(number),
  state,
});
const kinds = (outbox: Outbox) => outbox.map((entry) => entry.progress.kind);
const numbers = (entries: readonly OutboxEntry[]) => entries.map((entry) => entry.id[0]);

/** Commands 1, 2, … each in the progress named. */
function outboxOf(...progress: readonly OutboxEntry["progress"]["kind"][]): Outbox {
  return progress.map((kind, index) => ({
    ...command(index + 1),
    progress: kind === "settled" ? { kind, outcome: outcome(index + 1, "done") } : { kind },
  }));
}

describe("a command", () => {
  it("given while the link is ready goes out at once", () => {
    const { outbox, send } = enqueue([], command(1), true);
    expect(kinds(outbox)).toEqual(["sent"]);
    expect(send).toEqual(outbox);
  });

  it("given while there is no link waits, and goes with the next session", () => {
    const { outbox, send } = enqueue([], command(1), false);
    expect([kinds(outbox), send]).toEqual([["queued"], []]);
    const resumed = resend(outbox, 0);
    expect([kinds(resumed.outbox), numbers(resumed.send)]).toEqual([["sent"], [1]]);
  });

  it("keeps its bytes however often it is sent", () => {
    let { outbox } = enqueue([], command(7), true);
    for (let i = 0; i < 3; i++) {
      const again = resend(linkLost(outbox), 0);
      expect(again.send[0]?.bytes).toBe(outbox[0]?.bytes);
      ({ outbox } = again);
    }
  });
});

describe("a lost link", () => {
  it("makes what was sent look unsent, and leaves what the agent has answered", () => {
    const outbox = linkLost(outboxOf("queued", "sent", "accepted", "settled"));
    expect(kinds(outbox)).toEqual(["queued", "queued", "accepted", "settled"]);
  });
});

describe("a new session", () => {
  it("sends all that is open again, in the order in which it was given", () => {
    const { outbox, send } = resend(outboxOf("settled", "queued", "accepted", "sent"), 0);
    expect(numbers(send)).toEqual([2, 3, 4]);
    expect(kinds(outbox)).toEqual(["settled", "sent", "sent", "sent"]);
  });

  it("does not send what the agent would refuse as expired, and forgets it", () => {
    const outbox = [
      { ...command(1, 500), progress: { kind: "queued" } as const },
      { ...command(2, 501), progress: { kind: "queued" } as const },
    ];
    expect(numbers(expired(outbox, 500))).toEqual([1]);
    const resumed = resend(outbox, 500);
    expect([numbers(resumed.outbox), numbers(resumed.send)]).toEqual([[2], [2]]);
  });

  it("keeps a settled command past its expiry, since its outcome may not have been seen", () => {
    expect(kinds(resend(outboxOf("settled"), 5_000).outbox)).toEqual(["settled"]);
    expect(expired(outboxOf("settled"), 5_000)).toEqual([]);
  });
});

describe("an outcome", () => {
  it.each<[OutcomeState, string]>([
    ["accepted", "accepted"],
    ["running", "accepted"],
    ["done", "settled"],
    ["failed", "settled"],
    ["indeterminate", "settled"],
  ])("%s leaves the command %s", (state, kind) => {
    const outbox = takeOutcome(outboxOf("sent", "sent"), outcome(2, state));
    expect(kinds(outbox)).toEqual(["sent", kind]);
  });

  it("counts once: what is settled stays as it was settled", () => {
    const settled = takeOutcome(outboxOf("sent"), outcome(1, "done"));
    for (const later of ["failed", "running", "done"] as const) {
      expect(takeOutcome(settled, outcome(1, later))).toEqual(settled);
    }
  });

  it("of a command nobody gave changes nothing", () => {
    const outbox = outboxOf("sent", "queued");
    expect(takeOutcome(outbox, outcome(9, "done"))).toEqual(outbox);
  });

  it("may come for a command that seems unsent, since the link broke in between", () => {
    const lost = linkLost(outboxOf("sent"));
    expect(kinds(takeOutcome(lost, outcome(1, "done")))).toEqual(["settled"]);
  });
});

describe("dropping what is settled", () => {
  it("keeps all that is open", () => {
    const outbox = dropSettled(outboxOf("settled", "queued", "settled", "accepted", "sent"));
    expect(numbers(outbox)).toEqual([2, 4, 5]);
  });
});
