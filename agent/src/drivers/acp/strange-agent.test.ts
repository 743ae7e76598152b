// An agent that speaks the protocol and is not as expected: it offers lasting answers only, goes where it does
// not ask, wants our files. A small program plays it.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import { geminiFixture } from "../../testing/agents/acp-fixtures.ts";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { acpDriver } from "./acp-driver.ts";

interface Strange {
  readonly version?: number;
  readonly modes?: object;
  /** What it says in a turn; it ends with the last answer to what has an id. */
  readonly says?: readonly {
    readonly id?: number;
    readonly method: string;
    readonly params?: object;
  }[];
  /** What it asks before there is a session. */
  readonly asksEarly?: object;
  /** What it tells there. */
  readonly tellsEarly?: object;
}

/** Notes what it is told, but for what belongs to every turn. */
const program = (strange: Strange, notes: string): string => `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const strange = ${JSON.stringify(strange)};
const say = (message) => process.stdout.write(JSON.stringify({ jsonrpc: "2.0", ...message }) + "\\n");
const note = (message) => appendFileSync(${JSON.stringify(notes)}, JSON.stringify(message) + "\\n");
const says = strange.says ?? [];
let open = says.filter(({ id }) => id !== undefined).length;
let prompt;
const answers = {
  initialize: () => ({ protocolVersion: strange.version ?? 1, agentCapabilities: {} }),
  "session/new": () => ({ sessionId: "s", modes: strange.modes }),
  "session/set_mode": ({ modeId }) => (note({ mode: modeId }), {}),
};
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { id, method, params, result, error } = JSON.parse(line);
  if (method === undefined) {
    note(error === undefined ? { id, result } : { id, refused: error.code });
    if (id !== 99 && --open === 0) say({ id: prompt, result: { stopReason: "end_turn" } });
  } else if (method === "session/prompt") {
    prompt = id;
    for (const one of says) say({ ...one, params: { sessionId: "s", ...one.params } });
    if (open === 0) setTimeout(() => say({ id, result: { stopReason: "end_turn" } }), 200);
  } else if (id !== undefined) {
    if (method === "session/new" && strange.asksEarly) say({ id: 99, ...strange.asksEarly });
    if (method === "session/new" && strange.tellsEarly) say(strange.tellsEarly);
    say({ id, result: answers[method]?.(params) ?? {} });
  }
});
`;

let bench: AgentBench;
afterEach(() => bench.close());

async function open(strange: Strange): Promise<void> {
  const fixture: AgentFixture = {
    ...geminiFixture,
    make: async (place) => {
      const command = await place.addProgram("strange", program(strange, notesIn(place.folder)));
      const { environment, folder } = place;
      const about = { name: "strange", title: "Strange", environment, folder, now: Date.now };
      return acpDriver({ ...about, argv: [command] });
    },
  };
  bench = await AgentBench.open(fixture);
}

const notesIn = (folder: string): string => join(folder, "notes");

async function noted(): Promise<unknown[]> {
  const text = await readFile(notesIn(bench.place.folder), "utf8");
  const lines = text.trim().split("\n");
  return lines.map((line): unknown => JSON.parse(line));
}

const option = (kind: string) => ({ optionId: kind, kind, name: kind });
const asksFor = (toolCall: object, ...kinds: readonly string[]) => ({
  id: 1,
  method: "session/request_permission",
  params: { toolCall: { toolCallId: "c", ...toolCall }, options: kinds.map(option) },
});
const command = { kind: "execute", title: "rm -rf build", rawInput: { command: "rm -rf build" } };

it("a yes is for once, and is a yes to what was displayed", async () => {
  await open({ says: [asksFor(command, "allow_always", "allow_once", "reject_once")] });
  const run = await bench.start("hello");
  const { ask, action } = await bench.asked();
  expect(ask.approvals).toBe("displayed");
  expect(action).toMatchObject({ t: "tool", cwd: bench.place.folder });
  expect(JSON.stringify(action)).toContain("rm -rf build");
  await bench.answer(ask, "approve");
  expect(await bench.rested(run)).toBe("done");
  expect(await noted()).toEqual([
    { id: 1, result: { outcome: { outcome: "selected", optionId: "allow_once" } } },
  ]);
});

it.each([
  ["approve", "allow_always"],
  ["deny", "reject_always"],
] as const)(
  "a lasting answer is never given, not even where %s can be said by no other",
  async (decision, kind) => {
    await open({ says: [asksFor(command, kind)] });
    const run = await bench.start("hello");
    await bench.answer((await bench.asked()).ask, decision);
    expect(await bench.rested(run)).toBe("done");
    expect(await noted()).toEqual([{ id: 1, result: { outcome: { outcome: "cancelled" } } }]);
    expect(bench.all(run, "notice").map(({ text }) => text)).toHaveLength(1);
  },
);

it("nothing is approved that is asked before there is a turn", async () => {
  const { id: _, ...asksEarly } = asksFor(command, "allow_once");
  await open({ asksEarly });
  expect(await bench.rested(await bench.start("hello"))).toBe("done");
  expect(bench.on.asks()).toEqual([]);
  expect(await noted()).toEqual([{ id: 99, refused: -32_601 }]);
});

it("an agent gets nothing of ours to read files or run commands with", async () => {
  const methods = ["fs/read_text_file", "fs/write_text_file", "terminal/create", "something/new"];
  await open({
    says: methods.map((method, id) => ({ id, method, params: { path: "/etc/passwd" } })),
  });
  expect(await bench.rested(await bench.start("hello"))).toBe("done");
  const refused = methods.map((_, id) => ({ id, refused: -32_601 }));
  expect(await noted()).toEqual(refused);
});

const modesFrom = (currentModeId: string, ...names: readonly string[]) => ({
  currentModeId,
  availableModes: names.map((id) => ({ id, name: id })),
});

it("an agent is taken out of a mode in which it does not ask, before the first prompt and later", async () => {
  const says = [
    {
      method: "session/update",
      params: {
        update: { sessionUpdate: "current_mode_update", currentModeId: "bypassPermissions" },
      },
    },
  ];
  await open({ modes: modesFrom("yolo", "yolo", "default", "bypassPermissions"), says });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("done");
  expect(await noted()).toEqual([{ mode: "default" }, { mode: "default" }]);
  expect(bench.all(run, "settings").at(-1)?.mode).toBe("default");
  expect((await bench.driver.describe()).modes.map(({ name }) => name)).toEqual(["default"]);
});

it("an agent is not used if it has no mode in which it asks", async () => {
  await open({ modes: modesFrom("yolo", "yolo", "autoEdit") });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("failed");
  expect(bench.all(run, "notice").map(({ text }) => text)).toEqual([
    "It has no mode in which it asks",
  ]);
});

const edits = (path: string, oldText: string, newText: string) => ({
  kind: "edit",
  title: "Edit",
  content: [{ type: "diff", path, oldText, newText }],
});

it.each([
  ["outside the run's folder", "/etc/hosts", "one", "two"],
  ["that does not fit the file", "a.txt", "three", "four"],
  ["that fits in two places", "a.txt", "e", "E"],
])("an edit %s is shown as it came, and not as a diff", async (_, path, oldText, newText) => {
  await open({ says: [asksFor(edits(path, oldText, newText), "allow_once", "reject_once")] });
  await bench.place.write("a.txt", "one\ntwo\neleven\n");
  const run = await bench.start("hello");
  const { ask, action } = await bench.asked();
  expect(action).toMatchObject({ t: "tool" });
  expect(JSON.stringify(action)).toContain("newText");
  await bench.answer(ask, "deny");
  expect(await bench.rested(run)).toBe("done");
});

it("one that speaks another version of the protocol is not used, and says why", async () => {
  await open({ version: 2 });
  expect((await bench.driver.describe()).unusable).toContain("another version of the protocol");
  expect(await bench.rested(await bench.start("hello"))).toBe("failed");
});

it("its own commands are told to phones, also where it tells of them before a turn", async () => {
  const availableCommands = [
    { name: "plan", description: "makes a plan", input: { hint: "of what" } },
    { name: "two words", description: "no prompt could begin so" },
    { name: "web" },
  ];
  const update = { sessionUpdate: "available_commands_update", availableCommands };
  const tellsEarly = { method: "session/update", params: { sessionId: "s", update } };
  await open({ tellsEarly });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.all(run, "commands")).toEqual([
    {
      t: "commands",
      commands: [{ name: "plan", says: "makes a plan", hint: "of what" }, { name: "web" }],
    },
  ]);
});

it("an edit of any size that it tells of is told to phones as far as they take it", async () => {
  const lines = (text: string) => `${text}\n`.repeat(100_000);
  const content = [
    { type: "diff", path: "a.txt", oldText: lines("what was"), newText: lines("what is") },
  ];
  const call = { toolCallId: "1", title: "Edit a.txt", kind: "edit", status: "completed", content };
  const update = { sessionUpdate: "tool_call", ...call };
  await open({ says: [{ method: "session/update", params: { update } }] });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("done");
  const [done] = bench.all(run, "tool.done");
  expect(done).toMatchObject({ status: "completed", truncated: true });
  expect(done?.diff?.length).toBeGreaterThan(100_000);
  expect(done?.diff?.endsWith("\n")).toBe(true);
  expect(bench.all(run, "notice")).toEqual([]);
});
