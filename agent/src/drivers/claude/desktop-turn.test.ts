// A turn at the desktop as Claude Code's own files tell it, with a run that answers what the test says.

import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type ThrowAwayFolder, throwAwayFolder } from "../../platform/throw-away-folder.ts";
import type { Asking, DriverRun, Permission, RunEvent } from "../../runs/driver.ts";
import { until } from "../../testing/until.ts";
import { DesktopTurn } from "./desktop-turn.ts";
import { windowOf } from "./open-sessions.ts";

let temporary: ThrowAwayFolder;
let asked: Asking[];
let told: RunEvent[];
let answer: (asking: Asking) => Promise<Permission>;
let end: AbortController;
beforeEach(async () => {
  temporary = await throwAwayFolder("longrein-test-");
  await mkdir(`${temporary.path}/sessions`);
  await window("busy");
  [asked, told, end] = [[], [], new AbortController()];
  answer = () => Promise.resolve({ kind: "expired" });
});
afterEach(async () => {
  end.abort();
  await temporary.remove();
});

const window = (status: string) => {
  const about = { pid: process.pid, sessionId: "s", entrypoint: "cli", status };
  return writeFile(`${temporary.path}/sessions/1.json`, JSON.stringify(about));
};
const transcript = () => `${temporary.path}/s.jsonl`;
const write = (line: object) => appendFile(transcript(), `${JSON.stringify(line)}\n`);
const prompt = (promptId: string, content: string) =>
  write({ type: "user", promptId, message: { role: "user", content } });
const speak = (...content: readonly object[]) =>
  write({ type: "assistant", message: { id: "m", role: "assistant", content } });
const touch = { type: "tool_use", id: "call", name: "Bash", input: { command: "touch a" } };
const wanted = () => ({ tool: "Bash", cwd: temporary.path, input: touch.input });

const run = (): DriverRun => {
  let items = 0;
  return {
    folder: temporary.path,
    emit: (event) => void told.push(event),
    nextItem: () => items++,
    perform: () => Promise.reject(new Error("not here")),
    ask: (asking) => {
      asked.push(asking);
      return answer(asking);
    },
    question: () => Promise.resolve(undefined),
    inSession: () => undefined,
    titled: () => undefined,
  };
};

async function begin(): Promise<DesktopTurn> {
  const present = await windowOf(temporary.path, "s");
  if (present === undefined) throw new Error("expected a window");
  const about = { session: "s", prompt: "Do it", promptId: "p", path: transcript() };
  const here = { window: present, shell: "/bin/bash", now: () => Date.now() };
  return new DesktopTurn({ ...about, ...here });
}

const untilAborted = ({ signal }: Asking) =>
  new Promise<Permission>((resolve) =>
    signal.addEventListener("abort", () => resolve({ kind: "withdrawn" })),
  );

it("tells what happens from its prompt on, until the transcript and the window say that it is over", async () => {
  await prompt("o", "Earlier");
  await speak({ type: "text", text: "long ago" });
  await prompt("p", "Do it");
  await speak({ type: "text", text: "At once." });
  const following = (await begin()).follow(run(), end.signal);
  await until(() => told.length === 1, "what was said");
  await prompt("q", "And that");
  await write({ type: "system", subtype: "turn_duration" });
  await window("idle");
  await following;
  expect(told).toMatchObject([
    { t: "text", role: "answer", delta: "At once." },
    { t: "prompt", text: "And that" },
  ]);
});

it("lets run what was signed, whatever the hook was told", async () => {
  await prompt("p", "Do it");
  await speak(touch);
  const shell = { program: "/bin/bash", script: "touch signed" };
  const rest = { tool: "Bash", cwd: temporary.path, environment: [], operands: [] };
  const origin = { v: 1, run: new Uint8Array(16), driver: "claude" };
  answer = () =>
    Promise.resolve({ kind: "approved", action: { t: "command", ...origin, ...rest, shell } });
  const turn = await begin();
  void turn.follow(run(), end.signal);
  const decision = await turn.ask(wanted(), end.signal);
  expect(decision).toEqual({ behavior: "allow", updatedInput: { command: "touch signed" } });
  expect(asked).toMatchObject([{ wish: { shell: { script: "touch a" } }, approvals: "displayed" }]);
});

it.each(["expired", "withdrawn"] as const)("leaves to the desktop what has %s", async (kind) => {
  answer = () => Promise.resolve({ kind });
  const turn = await begin();
  void turn.follow(run(), end.signal);
  expect(await turn.ask(wanted(), end.signal)).toBeUndefined();
});

it("leaves to the desktop what policy refuses, and what has changed since it was signed", async () => {
  const turn = await begin();
  void turn.follow(run(), end.signal);
  answer = () => Promise.resolve({ kind: "refused", why: "never" });
  expect(await turn.ask(wanted(), end.signal)).toBeUndefined();
  answer = () => Promise.resolve({ kind: "void", why: "changed" });
  expect(await turn.ask(wanted(), end.signal)).toBeUndefined();
});

it("withdraws what it asks once the dialog has gone", async () => {
  answer = untilAborted;
  await window("waiting");
  const turn = await begin();
  void turn.follow(run(), end.signal);
  const asking = turn.ask(wanted(), end.signal);
  await until(() => asked.length === 1, "the question");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  expect(asked[0]?.signal.aborted).toBe(false);
  await window("busy");
  expect(await asking).toBeUndefined();
});

it.each([
  ["there is a result", () => write(result)],
  ["the window has gone", () => writeFile(`${temporary.path}/sessions/1.json`, "")],
  ["nobody wants to see more of it", () => Promise.resolve(end.abort())],
])("withdraws what it asks once %s", async (_, happen) => {
  answer = untilAborted;
  await prompt("p", "Do it");
  await speak(touch);
  const turn = await begin();
  void turn.follow(run(), end.signal);
  const asking = turn.ask(wanted(), new AbortController().signal);
  await until(() => asked.length === 1, "the question");
  await happen();
  expect(await asking).toBeUndefined();
});

const result = {
  type: "user",
  message: { content: [{ type: "tool_result", tool_use_id: "call", content: "" }] },
};
