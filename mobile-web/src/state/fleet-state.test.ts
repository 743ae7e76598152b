// Two machines that speak at the same time, each by its own clock, and what the phone makes of it.

import type { AgentEvent } from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import { approvalsOfAll, runsOfAll, waitingInAll } from "./across-machines.ts";
import { isAnsweringAny } from "./answering.ts";
import { isAnswerable } from "./approvability.ts";
import type { FleetInput, KnownMachine } from "./fleet-port.ts";
import { type FleetState, blankFleet, reduceFleet } from "./fleet-state.ts";
import { keyOf } from "./identifiers.ts";
import { machineNames } from "./machine-names.ts";
import type { LinkStatus, PhoneInput } from "./phone-port.ts";
import * as recorded from "./recording.ts";

const { Recorder, askFor, greeting, idFrom, recordedAt, recordedMachine, testAction } = recorded;

const studio = recordedMachine;
const orchard: KnownMachine = {
  key: keyOf(idFrom(22)),
  name: "orchard-desk",
  label: undefined,
  device: keyOf(idFrom(10)),
  heardAt: recordedAt - 3_600_000,
};
const both: FleetInput = { kind: "machines", machines: [studio, orchard] };

const of = ({ key }: KnownMachine, inputs: readonly PhoneInput[]): FleetInput[] =>
  inputs.map((input) => ({ kind: "of-machine", machine: key, input }));

const play = (inputs: readonly FleetInput[], from: FleetState = blankFleet): FleetState =>
  inputs.reduce(reduceFleet, from);

const link = (status: LinkStatus): PhoneInput[] => [{ kind: "link", at: recordedAt, status }];

/** A whole run; `ask` is the approval that stays open. */
function stream(machine: KnownMachine, ask: ReturnType<typeof askFor>): FleetInput[] {
  const recorder = new Recorder();
  const asked: AgentEvent = { t: "approval.asked", ask };
  return of(machine, [
    ...greeting(),
    ...recorder.inbox(recorded.opened, asked),
    recorder.current("inbox"),
    ...recorder.ofRun([...recorded.untilEdit, ...recorded.untilTest]),
  ]);
}

function interleave<T>(a: readonly T[], b: readonly T[]): T[] {
  const length = Math.max(a.length, b.length);
  return Array.from({ length }, (_, index) => [
    ...a.slice(index, index + 1),
    ...b.slice(index, index + 1),
  ]).flat();
}

const later = stream(studio, askFor(testAction, 62, { notAfter: recordedAt + 901_000 }));
const earlier = stream(orchard, askFor(testAction, 61));
const talking = () => play([both, ...interleave(later, earlier)]);

describe("two machines", () => {
  test("interleaved, each is known as if it had spoken alone", () => {
    const fleet = talking();
    for (const [machine, alone] of [
      [studio, later],
      [orchard, earlier],
    ] as const) {
      expect(fleet.machines.get(machine.key)).toEqual(
        play([both, ...alone]).machines.get(machine.key),
      );
    }
  });

  test("have one queue, in the order in which they expire, each approval under its machine", () => {
    const { machines } = talking();
    expect(approvalsOfAll(machines).map(({ machine, it }) => [machine, it.key])).toEqual([
      [orchard.key, keyOf(idFrom(61))],
      [studio.key, keyOf(idFrom(62))],
    ]);
    expect(
      runsOfAll(machines)
        .map(({ machine }) => machine)
        .toSorted(),
    ).toEqual([studio.key, orchard.key].toSorted());
    expect(waitingInAll(machines)).toBe(2);
  });

  test("whose clocks differ are put in order by the phone's", () => {
    const ahead = greeting(recordedAt - 5_000);
    const { machines } = play([both, ...later, ...earlier, ...of(orchard, ahead)]);
    const clocks = [...machines.values()].map(({ machine }) => machine?.clockAheadMs);
    expect(clocks).toEqual([0, 5_000]);
    const slow = play([both, ...later, ...earlier, ...of(studio, ahead)]).machines;
    expect(approvalsOfAll(slow).map(({ machine }) => machine)).toEqual([studio.key, orchard.key]);
  });

  test("with the same ids are not taken for one another", () => {
    const same = askFor(testAction, 61);
    const fleet = play([both, ...stream(studio, same), ...stream(orchard, same)]);
    const denied: PhoneInput = {
      kind: "command",
      at: recordedAt,
      command: idFrom(40),
      subject: { kind: "approval", id: same.approval, decision: "deny" },
      progress: "sent",
    };
    const after = play(of(studio, [denied]), fleet);
    expect(approvalsOfAll(after.machines)).toHaveLength(2);
    expect(after.machines.get(studio.key)?.commands.answers.size).toBe(1);
    expect(after.machines.get(orchard.key)).toBe(fleet.machines.get(orchard.key));
    expect(isAnsweringAny(after.machines)).toBe(true);
  });
});

describe("when one machine", () => {
  test("is away, it shows what was known last, and only it cannot be answered", () => {
    const away = link({ kind: "waiting", untilMs: 9, reason: "agent-away" });
    const { machines } = play(of(orchard, away), talking());
    expect(approvalsOfAll(machines)).toHaveLength(2);
    const answerable = [...machines].map(([key, state]) => [key, isAnswerable(state)]);
    expect(answerable).toEqual([
      [studio.key, true],
      [orchard.key, false],
    ]);
    expect(machines.get(orchard.key)?.heardAt).toBe(recordedAt);
  });

  test.each(["offline", "failed"] as const)(
    "has no link because the phone does not reach the relay (%s), its answers are kept until it does",
    (reason) => {
      const waiting = link({ kind: "waiting", untilMs: 9, reason });
      const { machines } = play(of(orchard, waiting), talking());
      expect([...machines.values()].map(isAnswerable)).toEqual([true, true]);
    },
  );

  test("is being dialled, it cannot be answered yet", () => {
    const dialling = play(of(orchard, link({ kind: "dialling", attempt: 1 })), talking());
    expect([...dialling.machines.values()].map(isAnswerable)).toEqual([true, false]);
  });

  test.each(["revoked", "update-required"] as const)(
    "has ended the link as %s, nothing of it is asked any more and the other is as it was",
    (reason) => {
      const before = talking();
      const { machines } = play(of(orchard, link({ kind: "ended", reason })), before);
      expect(approvalsOfAll(machines).map(({ machine }) => machine)).toEqual([studio.key]);
      expect(runsOfAll(machines).map(({ machine }) => machine)).toEqual([studio.key]);
      expect(machines.get(studio.key)).toBe(before.machines.get(studio.key));
      expect(machines.get(orchard.key)?.link.kind).toBe("ended");
    },
  );

  test("is forgotten, what it still says is nobody's", () => {
    const left = play([{ kind: "machines", machines: [studio] }], talking());
    expect([...left.machines.keys()]).toEqual([studio.key]);
    expect(play(earlier, left)).toBe(left);
  });

  test("is paired anew, it begins blank, and the other goes on", () => {
    const before = talking();
    const anew = { ...orchard, device: keyOf(idFrom(11)) };
    const { machines } = play([{ kind: "machines", machines: [studio, anew] }], before);
    expect(machines.get(studio.key)?.transcripts).toBe(
      before.machines.get(studio.key)?.transcripts,
    );
    expect(machines.get(orchard.key)?.inbox.runs.size).toBe(0);
  });
});

describe("the phone", () => {
  test("knows its machines from the vault, and when each was last heard, before any is linked", () => {
    const fleet = play([both]);
    expect(fleet.app).toBe("here");
    expect([...fleet.machines.values()].map(({ heardAt }) => heardAt)).toEqual([
      undefined,
      orchard.heardAt,
    ]);
    expect(waitingInAll(fleet.machines)).toBeUndefined();
  });

  test("forgets what it knew while another tab has the turn, and is told anew afterwards", () => {
    const away = play([{ kind: "app", status: "elsewhere" }], talking());
    expect(away).toEqual({ ...blankFleet, app: "elsewhere" });
    expect(play([both, ...later, ...earlier], away)).toEqual(talking());
  });
});

describe("a machine's name", () => {
  const namesWith = (...machines: readonly KnownMachine[]) => [
    ...machineNames(play([{ kind: "machines", machines }]).machines).values(),
  ];

  test("is its own, or what it is called on this phone", () => {
    const labelled = { ...orchard, label: "Down by the trees" };
    expect(namesWith(studio, labelled)).toEqual(["studio-mbp", "Down by the trees"]);
  });

  test("is followed by a piece of its key where another goes by it too, however it is written", () => {
    const copy = { ...orchard, name: "ＳＴＵＤＩＯ-mbp " };
    expect(namesWith(studio, copy)).toEqual([
      `studio-mbp (${studio.key.slice(0, 6)})`,
      `ＳＴＵＤＩＯ-mbp  (${orchard.key.slice(0, 6)})`,
    ]);
  });
});
