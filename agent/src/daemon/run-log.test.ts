// What a coding agent tells of a run, also where no phone could read it.

import { type AgentEvent, decodeEvent, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { ManualClock } from "../platform/manual-clock.ts";
import type { RunEvent } from "../runs/driver.ts";
import { addRun } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { RunLog } from "./run-log.ts";

let folder: StateFolder;
beforeEach(async () => {
  folder = await stateFolder();
});
afterEach(() => folder.remove());

/** Each given to a run of its own; all that its feed then has. */
function told(...events: readonly RunEvent[]): readonly (AgentEvent | undefined)[] {
  const store = folder.openStore();
  const id = addRun(store);
  const run = store.runs.byId(id);
  if (run === undefined) throw new Error("expected a run");
  const log = new RunLog(store, new ManualClock(), run);
  for (const event of events) log.emit(event);
  const feed = `run:${toBase64url(id)}`;
  const { events: kept } = store.events.read(store.events.start(feed), undefined, 10);
  return kept.map(({ body }) => decodeEvent(body));
}

it.each<[string, RunEvent]>([
  ["a length of time that is none", { t: "tool.done", item: 1, status: "failed", durationMs: -1 }],
  ["an exit code that is none", { t: "tool.done", item: 1, status: "failed", exitCode: 0.5 }],
  ["tokens that are none", { t: "usage", input: -1, output: 0, at: 1 }],
])("what tells %s is left out, and the run goes on", (_, event) => {
  const on: RunEvent = { t: "text", item: 2, role: "answer", delta: "On we go." };
  expect(told(event, on, { t: "compacted", at: 1 })).toEqual([
    expect.objectContaining({
      t: "notice",
      level: "warning",
      text: expect.stringContaining("was left out"),
    }),
    on,
    { t: "compacted", at: 1 },
  ]);
});
