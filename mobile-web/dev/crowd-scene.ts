// A first page with more on it than a phone should draw: runs that all wait, each for an approval.

import type { AgentEvent } from "@longrein/protocol";
import type { PhoneInput } from "../src/state/phone-port.ts";
import * as recorded from "../src/state/recording.ts";

const { Recorder, askFor, greeting, recordedAt } = recorded;
const command = {
  driver: "scripted",
  tool: "shell",
  cwd: "/home/mara",
  environment: [],
  operands: [],
};

export function crowd(runs: number, startedAt: number): PhoneInput[] {
  const recorder = new Recorder(startedAt);
  const events = Array.from({ length: runs }, (_, index) => waitingRun(index)).flat();
  return [
    ...greeting(startedAt).map((input) => ({ ...input, at: startedAt })),
    ...recorder.inbox(...events),
    recorder.current("inbox"),
  ];
}

function waitingRun(index: number): AgentEvent[] {
  const run = idOf(1, index);
  const at = recordedAt + index;
  const about = { driver: "scripted", workspace: "garden-timer", at };
  const argv = ["node", "--test", `bed-${index}.test.js`];
  const ask = askFor({ t: "command", v: 1, ...command, run, argv }, 12);
  return [
    { t: "run.opened", run, title: `Water bed ${index}`, ...about },
    { t: "run.state", run, state: "waiting", at },
    {
      t: "approval.asked",
      ask: { ...ask, approval: idOf(2, index), notAfter: ask.notAfter + index },
    },
  ];
}

function idOf(kind: number, index: number): Uint8Array {
  const id = new Uint8Array(16).fill(kind);
  new DataView(id.buffer).setUint32(12, index);
  return id;
}
