import type { AgentEvent } from "@longrein/protocol";
import { expect, test } from "vitest";
import { outputCharactersMax } from "./bounds.ts";
import { keyOf } from "./identifiers.ts";
import { memberAt, members } from "./sequence.ts";
import { addUnknown, emptyTranscript, extendTranscript } from "./transcript.ts";

const tell = (...events: readonly AgentEvent[]) => events.reduce(extendTranscript, emptyTranscript);

const tool: AgentEvent = { t: "tool", item: 1, kind: "command", title: "make", at: 1 };
const output = (delta: string): AgentEvent => ({ t: "tool.output", item: 1, delta });

test("streamed text grows one item, and the others keep their identity", () => {
  const before = tell(
    { t: "text", item: 0, role: "answer", delta: "one" },
    { t: "text", item: 1, role: "thought", delta: "two" },
  );
  const event: AgentEvent = { t: "text", item: 1, role: "thought", delta: " three" };
  const after = extendTranscript(before, event);
  expect(memberAt(after.items, 1)).toEqual({ kind: "thought", item: 1, text: "two three" });
  expect(memberAt(after.items, 0)).toBe(memberAt(before.items, 0));
});

test("an item is found whatever the numbers of those that came after it", () => {
  const say = (item: number, delta: string): AgentEvent => {
    return { t: "text", item, role: "answer", delta };
  };
  const told = tell(say(5, "five"), say(3, "three"), say(5, "!"), say(9, "nine"), say(3, " more"));
  expect(members(told.items)).toMatchObject([
    { item: 5, text: "five!" },
    { item: 3, text: "three more" },
    { item: 9, text: "nine" },
  ]);
});

test("long output keeps its end and says that the beginning is gone", () => {
  const chunk = "x".repeat(10_000);
  const noisy = tell(tool, ...Array.from({ length: 9 }, () => output(chunk)), output("the end"));
  const [item] = members(noisy.items);
  expect(item?.kind === "tool" && item.output.length).toBe(outputCharactersMax);
  expect(item).toMatchObject({ cut: true, output: expect.stringMatching(/the end$/) });
});

test("what comes for an item of another kind, or for none, is left out", () => {
  const before = tell(tool);
  const text: AgentEvent = { t: "text", item: 1, role: "answer", delta: "I am output" };
  const done: AgentEvent = { t: "tool.done", item: 7, status: "completed" };
  expect(extendTranscript(before, text)).toBe(before);
  expect(extendTranscript(before, done)).toBe(before);
});

test("a tool told again keeps its output and its approval", () => {
  const approval = new Uint8Array(16).fill(5);
  const told = tell({ ...tool, approval }, output("line"), { ...tool, title: "make all" });
  const expected = { title: "make all", output: "line", approval: keyOf(approval) };
  expect(members(told.items)).toMatchObject([expected]);
});

test("an approval is found by the tool that waits for it, also when told later", () => {
  const approval = new Uint8Array(16).fill(5);
  const told = tell(
    { t: "text", item: 0, role: "answer", delta: "one" },
    tool,
    { ...tool, item: 2 },
    { ...tool, approval },
  );
  expect(told.askedBy).toEqual(new Map([[keyOf(approval), 1]]));
});

test("notices stand where they were said", () => {
  const notice: AgentEvent = { t: "notice", level: "warning", text: "slow", at: 3 };
  const items = members(tell(tool, notice, output("more")).items);
  expect(items.map((item) => item.kind)).toEqual(["tool", "notice"]);
  expect(items[0]).toMatchObject({ output: "more" });
});

const gate = (verdict: "pass" | "attention"): AgentEvent => ({
  t: "gate",
  rule: "files",
  inputs: new Uint8Array(32),
  verdict,
  text: "the work changes one file",
  at: 1,
});

const check: AgentEvent = { t: "validation", item: 3, title: "npm test", status: "passed", at: 1 };

test("rules that look one after the other make one row, in the transcript and in the evidence", () => {
  const { items, evidence } = tell(gate("pass"), gate("attention"), check, gate("pass"));
  expect(members(items).map(({ kind }) => kind)).toEqual(["gates", "validation", "gates"]);
  expect(evidence).toEqual(members(items));
  expect(items.pages[0]?.[0]).toMatchObject({
    gates: [{ verdict: "pass" }, { verdict: "attention" }],
  });
});

test("what an agent says, a plan that is done too, is no evidence", () => {
  const { evidence } = tell(
    { t: "text", item: 0, role: "answer", delta: "All tests pass." },
    { t: "plan", entries: [{ text: "Run the tests", status: "done" }] },
    tool,
  );
  expect(evidence).toEqual([]);
});

test("events of a newer agent make one quiet row as long as nothing comes between", () => {
  const twice = addUnknown(addUnknown(emptyTranscript));
  expect(members(twice.items)).toEqual([{ kind: "unknown", count: 2 }]);
  const after = addUnknown(extendTranscript(twice, check));
  expect(members(after.items).map(({ kind }) => kind)).toEqual([
    "unknown",
    "validation",
    "unknown",
  ]);
});

test("what holds is what was last said of each setting", () => {
  const { settings } = tell(
    { t: "settings", model: "large", profile: "balanced", at: 1 },
    { t: "settings", mode: "plan", at: 2 },
    { t: "settings", model: "small", at: 3 },
  );
  expect(settings).toEqual({ model: "small", mode: "plan", profile: "balanced" });
});
