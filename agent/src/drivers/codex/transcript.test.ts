// What Codex tells, as a run tells it: nothing twice, nothing too early, and nothing left open.

import { beforeEach, expect, it } from "vitest";
import type { DriverRun, RunEvent } from "../../runs/driver.ts";
import { Transcript } from "./transcript.ts";

let told: RunEvent[];
let transcript: Transcript;
beforeEach(() => {
  told = [];
  let items = 0;
  const never = () => Promise.reject(new Error("not here"));
  const run: DriverRun = {
    folder: "/w",
    emit: (event) => void told.push(event),
    nextItem: () => ++items,
    perform: never,
    ask: never,
    question: never,
    inSession: () => undefined,
    titled: () => undefined,
  };
  transcript = new Transcript(
    run,
    () => 42,
    (prompt) => prompt === "ours",
  );
});

const command = (more: object = {}) => {
  return { type: "commandExecution", id: "c", command: "ls", status: "inProgress", ...more };
};
const started = (item: object) => transcript.notified("item/started", { item });
const completed = (item: object) => transcript.notified("item/completed", { item });
const output = (delta: string) =>
  transcript.notified("item/commandExecution/outputDelta", { itemId: "c", delta });
const message = (text: string) => ({ type: "agentMessage", id: "m", text });
const delta = (text: string) =>
  transcript.notified("item/agentMessage/delta", { itemId: "m", delta: text });

it("a tool is told with its first sign of life, and its output once", () => {
  started(command());
  expect(told).toEqual([]);
  output("a");
  completed(command({ status: "completed", exitCode: 0, aggregatedOutput: "a" }));
  completed(command({ status: "completed", exitCode: 0, aggregatedOutput: "a" }));
  expect(told).toMatchObject([
    { t: "tool", kind: "command", title: "ls" },
    { t: "tool.output", delta: "a" },
    { t: "tool.done", status: "completed", exitCode: 0 },
  ]);
});

it("what somebody is asked about is told by whoever asks, and ends as it was answered", () => {
  started(command());
  transcript.asksAbout("c");
  transcript.declined("c");
  completed(command({ status: "failed" }));
  expect(told).toMatchObject([{ t: "tool.done", status: "declined" }]);
});

it("a message comes in pieces or at once, and not as both", () => {
  delta("Hel");
  delta("lo");
  completed(message("Hello"));
  completed({ ...message("Hi"), id: "n" });
  expect(told.map((event) => (event.t === "text" ? event.delta : event.t))).toEqual([
    "Hel",
    "lo",
    "Hi",
  ]);
});

it("after a gap the rest of what was begun is told, and what is not over waits for its end", () => {
  delta("Hel");
  transcript.lost();
  delta("xx");
  transcript.caughtUp([command(), message("Hello")]);
  expect(told.map((event) => (event.t === "text" ? event.delta : event.t))).toEqual(["Hel", "lo"]);
  expect(transcript.codexItem("c")).toMatchObject({ command: "ls" });
  completed(command({ status: "completed", aggregatedOutput: "all" }));
  expect(told.slice(2)).toMatchObject([
    { t: "tool" },
    { t: "tool.output", delta: "all" },
    { t: "tool.done", status: "completed" },
  ]);
});

it("of a turn that is joined only what is not over is known", () => {
  transcript.joined([command(), message("Said before")]);
  expect(transcript.codexItem("c")).toBeDefined();
  expect([transcript.codexItem("m"), told]).toEqual([undefined, []]);
});

it("names what was begun and has no end, and leaves no tool open when the turn ends", () => {
  started(command());
  transcript.asksAbout("c");
  expect(transcript.underWay()).toEqual([]);
  transcript.allowed("c");
  expect(transcript.underWay()).toEqual(["ls"]);
  transcript.turnEnded();
  expect(told).toMatchObject([{ t: "tool.done", status: "failed" }]);
  expect(transcript.underWay()).toEqual([]);
});

it("what was typed at the desktop is a prompt, and what came from here is none", () => {
  const content = [{ type: "text", text: "Do it" }];
  completed({ type: "userMessage", id: "u", clientId: "ours", content });
  completed({ type: "userMessage", id: "v", clientId: null, content });
  expect(told).toMatchObject([{ t: "prompt", text: "Do it", at: 42 }]);
});

it("a plan and a compaction are told as such", () => {
  const plan = [
    { step: "prune", status: "completed" },
    { step: "paint", status: "inProgress" },
    { step: "rest", status: "pending" },
  ];
  transcript.notified("turn/plan/updated", { plan });
  completed({ type: "contextCompaction", id: "k" });
  expect(told).toMatchObject([
    { t: "plan", entries: [{ status: "done" }, { status: "active" }, { status: "pending" }] },
    { t: "compacted" },
  ]);
});
