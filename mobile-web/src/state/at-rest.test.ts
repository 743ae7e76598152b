import type { AgentEvent } from "@longrein/protocol";
import { describe, expect, test } from "vitest";
import { type PhoneState, blankState, reduce } from "./app-state.ts";
import { atRest } from "./at-rest.ts";
import { runFeed } from "./identifiers.ts";
import type { PhoneInput } from "./phone-port.ts";
import { Recorder, greeting, idFrom, opened, recordedAt, run, untilEdit } from "./recording.ts";

const recorder = new Recorder();
const play = (inputs: readonly PhoneInput[], from: PhoneState) => inputs.reduce(reduce, from);
const before = play(
  [
    ...greeting(),
    ...recorder.inbox(opened),
    recorder.current("inbox"),
    ...recorder.ofRun(untilEdit),
    recorder.current(runFeed(run)),
  ],
  blankState,
);
const after = (...events: readonly AgentEvent[]) => play(recorder.ofRun(events), before);

describe("a run that only goes on", () => {
  test("is at rest: its rows alone have changed", () => {
    const said = after(
      { t: "text", item: 900, role: "answer", delta: "It is " },
      { t: "text", item: 900, role: "answer", delta: "the zone." },
      { t: "tool", item: 901, kind: "command", title: "npm test", at: recordedAt },
      { t: "tool.done", item: 901, status: "completed" },
    );
    expect(said.transcripts.get(run)?.items.length).toBeGreaterThan(
      before.transcripts.get(run)?.items.length ?? 0,
    );
    expect(atRest(before, said, run)).toBe(before);
  });

  test.each<[string, AgentEvent]>([
    ["a plan", { t: "plan", entries: [{ text: "Look", status: "active" }] }],
    [
      "a tool that asks",
      { t: "tool", item: 902, kind: "edit", title: "a", at: 1, approval: idFrom(77) },
    ],
    ["a prompt of ours", { t: "prompt", item: 903, text: "Go on", at: 1, command: idFrom(78) }],
    [
      "a prompt that waits",
      { t: "prompt.queued", command: idFrom(79), revision: 0, text: "Later", at: 1 },
    ],
    ["what it has cost", { t: "usage", input: 1, output: 2, at: 1 }],
    ["its settings", { t: "settings", mode: "ask", at: 1 }],
  ])("is not at rest when it tells %s", (_, event) => {
    const told = after(event);
    expect(told).not.toBe(before);
    expect(atRest(before, told, run)).toBe(told);
  });

  test("is not at rest when anything else of the machine changes", () => {
    const offline = reduce(before, { kind: "link", at: 1, status: { kind: "idle" } });
    const written = reduce(before, { kind: "draft", at: 1, run, text: "And" });
    const reset = reduce(before, recorder.current("another"));
    for (const changed of [offline, written, reset]) {
      expect(atRest(before, changed, run)).toBe(changed);
    }
  });

  test("is at rest where another run's page is open", () => {
    const planned = after({ t: "plan", entries: [] });
    expect(atRest(before, planned, "another")).toBe(before);
    expect(atRest(before, planned, run)).toBe(planned);
  });
});
