// Two machines on one phone: both ask, or one of them is not as it should be.

import { runFeed, keyOf } from "../src/state/identifiers.ts";
import type { KnownMachine } from "../src/state/fleet-port.ts";
import type { LinkStatus, PhoneInput } from "../src/state/phone-port.ts";
import * as recorded from "../src/state/recording.ts";
import type { SceneInput } from "./replay-port.ts";

const { Recorder, askFor, greeting, idFrom, recordedAt, recordedMachine, run, runId } = recorded;

const orchard: KnownMachine = {
  key: keyOf(idFrom(93)),
  name: "orchard-desk",
  label: undefined,
  device: keyOf(idFrom(10)),
  heardAt: undefined,
};

const orchardRun = idFrom(5);

/** The second machine's link is `status`. */
export function twoMachines(startedAt: number, status?: LinkStatus): SceneInput[] {
  const at = startedAt;
  const orchardInputs: PhoneInput[] = [
    ...fromOrchard(at),
    ...(status === undefined ? [] : [{ kind: "link", at, status } as const]),
  ];
  return [
    { kind: "machines", machines: [recordedMachine, orchard] },
    ...fromStudio(at),
    ...orchardInputs.map((input) => ({
      kind: "of-machine" as const,
      machine: orchard.key,
      input,
    })),
  ];
}

const greet = (at: number): PhoneInput[] => greeting(at).map((input) => ({ ...input, at }));

function fromStudio(at: number): PhoneInput[] {
  const recorder = new Recorder(at);
  return [
    ...greet(at),
    ...recorder.inbox(
      recorded.opened,
      { t: "run.state", run: runId, state: "waiting", at: recordedAt + 11_000 },
      { t: "approval.asked", ask: recorded.testAsk },
    ),
    recorder.current("inbox"),
    ...recorder.ofRun([...recorded.untilEdit, ...recorded.untilTest]),
    recorder.current(runFeed(run)),
  ];
}

function fromOrchard(at: number): PhoneInput[] {
  const recorder = new Recorder(at);
  const action = {
    t: "command",
    v: 1,
    run: orchardRun,
    driver: "scripted",
    tool: "shell",
    argv: ["npm", "run", "press", "--", "--variety", "boskoop"],
    cwd: "/srv/orchard",
    environment: [],
    operands: [],
  } as const;
  return [
    ...greet(at).map((input) =>
      input.kind === "message" && input.message.t === "ready"
        ? { ...input, message: { ...input.message, machine: orchard.name } }
        : input,
    ),
    ...recorder.inbox(
      {
        t: "run.opened",
        run: orchardRun,
        title: "Press the apples that came in yesterday",
        driver: "scripted",
        workspace: "orchard",
        at: recordedAt - 60_000,
      },
      { t: "run.state", run: orchardRun, state: "waiting", at: recordedAt },
      { t: "approval.asked", ask: askFor(action, 15) },
    ),
    recorder.current("inbox"),
  ];
}
