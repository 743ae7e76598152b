import { describe, expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { fateOfDenial, toDeny } from "./denied-all.ts";
import { keyOf } from "./identifiers.ts";
import type { PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";

const { Recorder, greeting, recordedAt } = recorded;

const link = (status: Extract<PhoneInput, { kind: "link" }>["status"]): PhoneInput => {
  return { kind: "link", at: recordedAt, status };
};
const ready = link({ kind: "ready", since: recordedAt });
const away = link({ kind: "waiting", untilMs: 0, reason: "agent-away" });
const command = recorded.idFrom(3);
const given = (progress: "sent" | "done" | "failed"): PhoneInput => {
  return {
    kind: "command",
    at: recordedAt,
    command,
    subject: { kind: "machine", id: command, does: "deny" },
    progress,
  };
};
const asked = { t: "approval.asked", ask: recorded.editAsk } as const;
const { approval } = recorded.editAsk;
const resolved = (outcome: "approved" | "denied", device: Uint8Array) =>
  ({
    t: "approval.resolved",
    approval,
    run: recorded.editAsk.run,
    outcome,
    device,
    at: recordedAt,
  }) as const;

function fate(inputs: readonly PhoneInput[], ...told: readonly ReturnType<typeof resolved>[]) {
  const events = new Recorder().inbox(recorded.opened, asked, ...told);
  const state: PhoneState = [...greeting(), ready, ...events, ...inputs].reduce(reduce, blankState);
  return fateOfDenial(new Map([["m", state]]), {
    machine: "m",
    approval: keyOf(approval),
    given: true,
  });
}

const device = recorded.thisDevice;
const another = recorded.idFrom(7);

describe("what was to be denied with all else", () => {
  test("is denied only when its machine has said so", () => {
    expect(fate([given("sent")])).toBe("under-way");
    expect(fate([given("done")])).toBe("under-way");
    expect(fate([given("done")], resolved("denied", device))).toBe("denied");
  });

  test("was answered meanwhile where somebody else was first, whatever they answered", () => {
    expect(fate([given("done")], resolved("denied", another))).toBe("meanwhile");
    expect(fate([given("done")], resolved("approved", another))).toBe("meanwhile");
    expect(fate([given("done")], resolved("approved", device))).toBe("meanwhile");
  });

  test("was not reached where its machine did not take it, is away, or is gone", () => {
    expect(fate([given("failed")])).toBe("not-reached");
    expect(fate([given("sent"), away])).toBe("not-reached");
    const gone = { machine: "m", approval: "a", given: true };
    expect(fateOfDenial(new Map(), gone)).toBe("not-reached");
  });

  test("is all that this phone may answer, and not reached where nobody could be told", () => {
    const events = new Recorder().inbox(recorded.opened, asked);
    const state = [...greeting(), ready, ...events].reduce(reduce, blankState);
    const viewer = {
      ...state,
      machine: state.machine && { ...state.machine, role: "viewer" as const, approver: false },
    };
    const machines = new Map([
      ["reached", state],
      ["away", state],
      ["looked at", viewer],
      ["not heard yet", { ...state, machine: undefined }],
    ]);
    const all = toDeny(machines, ["reached"]);
    expect(all).toEqual([
      { machine: "reached", approval: keyOf(approval), given: true },
      { machine: "away", approval: keyOf(approval), given: false },
      { machine: "not heard yet", approval: keyOf(approval), given: false },
    ]);
    const fates = all.map((each) => fateOfDenial(machines, each));
    expect(fates).toEqual(["under-way", "not-reached", "not-reached"]);
  });
});
