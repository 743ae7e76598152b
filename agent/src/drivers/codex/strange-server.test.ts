// An app-server that is not as expected: of another version, with requests that nobody knows, talking
// without end. A small program plays it, over the same pipes as Codex.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, it } from "vitest";
import { AgentBench } from "../../testing/agents/agent-bench.ts";
import type { AgentFixture } from "../../testing/agents/agent-fixture.ts";
import { codexFixture } from "../../testing/agents/codex-fixture.ts";
import { codexDriver } from "./codex-driver.ts";

interface Strange {
  readonly version?: string;
  /** What it asks in a turn; its answers are noted. */
  readonly requests?: readonly { readonly method: string; readonly params?: object }[];
  readonly allowedVersions?: readonly string[];
  /** What it does when it is given a turn, before it says anything of it. */
  readonly atTurn?: "die" | "never stop";
}

/** Answers what the driver needs, asks what it was told to, and notes what it gets. */
const program = (strange: Strange, notes: string): string => `#!${process.execPath}
const { appendFileSync } = require("node:fs");
const strange = ${JSON.stringify(strange)};
const say = (message) => process.stdout.write(JSON.stringify(message) + "\\n");
const turn = (status) => ({ threadId: "t", turn: { id: "u", status } });
const answers = {
  initialize: { userAgent: "x/" + (strange.version ?? "0.169.0") + " (Linux)" },
  "thread/start": { thread: { id: "t" }, model: "m" },
  "turn/start": { turn: { id: "u" } },
  "model/list": { data: [] },
};
const requests = strange.requests ?? [];
let open = requests.length;
require("node:readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (message.method === undefined) {
    appendFileSync(${JSON.stringify(notes)}, line + "\\n");
    if (--open === 0) say({ method: "turn/completed", params: turn("completed") });
    return;
  }
  if (message.id === undefined) return;
  if (message.method === "turn/start" && strange.atTurn === "die") process.exit(1);
  say({ id: message.id, result: answers[message.method] ?? {} });
  if (message.method !== "turn/start") return;
  say({ method: "turn/started", params: turn("inProgress") });
  requests.forEach(({ method, params }, id) => say({ id, method, params: { threadId: "t", ...params } }));
  if (strange.atTurn === "never stop") {
    say({ method: "item/agentMessage/delta", params: { threadId: "t", itemId: "m", delta: "On." } });
  } else if (open === 0) say({ method: "turn/completed", params: turn("completed") });
});
`;

let bench: AgentBench;
afterEach(() => bench.close());

async function open(strange: Strange): Promise<void> {
  const fixture: AgentFixture = {
    ...codexFixture("private"),
    make: async (place) => {
      const notes = join(place.folder, "notes");
      const command = await place.addProgram("strange-codex", program(strange, notes));
      const { environment, folder } = place;
      const allowedVersions = () => strange.allowedVersions ?? [];
      const setup = { server: "private", environment, folder, allowedVersions } as const;
      return codexDriver({ ...setup, command, now: Date.now });
    },
  };
  bench = await AgentBench.open(fixture);
}

const answers = async (): Promise<unknown[]> => {
  const noted = await readFile(join(bench.place.folder, "notes"), "utf8");
  return noted
    .trim()
    .split("\n")
    .map((line): unknown => JSON.parse(line));
};

it("a version that was not tested works only once it is allowed, and is listed with the reason", async () => {
  await open({ version: "0.170.1" });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("failed");
  expect(bench.all(run, "notice")).toMatchObject([
    { level: "error", text: "Codex 0.170.1 has not been tested with Longrein" },
  ]);
  const setup = await bench.driver.describe();
  expect(setup.version).toBe("0.170.1");
  expect(setup.unusable).toContain("longrein config set untestedVersions codex@0.170.1");
  await bench.close();

  await open({ version: "0.170.1", allowedVersions: ["0.170.1"] });
  expect(await bench.rested(await bench.start("hello"))).toBe("done");
  expect((await bench.driver.describe()).unusable).toBeUndefined();
});

it("what Codex asks and nobody here knows is declined in a form that it takes for a no", async () => {
  const change = { itemId: "i" };
  await open({
    requests: [
      { method: "item/fileChange/requestApproval", params: change },
      { method: "item/commandExecution/requestApproval", params: change },
      { method: "item/permissions/requestApproval", params: change },
      { method: "mcpServer/elicitation/request" },
      { method: "item/tool/call" },
      { method: "execCommandApproval" },
      { method: "account/chatgptAuthTokens/refresh" },
      { method: "something/new" },
    ],
  });
  expect(await bench.rested(await bench.start("hello"))).toBe("done");
  const told = await answers();
  const byId = told.toSorted((a, b) => idOf(a) - idOf(b));
  expect(byId).toMatchObject([
    { id: 0, result: { decision: "decline" } },
    { id: 1, result: { decision: "decline" } },
    { id: 2, result: { permissions: {}, scope: "turn" } },
    { id: 3, result: { action: "decline" } },
    { id: 4, result: { success: false } },
    { id: 5, result: { decision: { denied: {} } } },
    { id: 6, error: { code: -32_601 } },
    { id: 7, error: { code: -32_601 } },
  ]);
});

const elicitation = (about: object) => ({
  method: "mcpServer/elicitation/request",
  params: { turnId: "u", serverName: "trees", mode: "form", message: "Which?", ...about },
});
const schema = {
  type: "object",
  properties: {
    kind: { type: "string", enum: ["apple", "pear"] },
    sure: { type: "boolean", title: "Sure?" },
  },
  required: ["kind"],
};

it("a form of a server of tools is a question, and what is answered is filled in", async () => {
  await open({ requests: [elicitation({ requestedSchema: schema })] });
  const run = await bench.start("hello");
  const asked = await bench.questioned();
  expect(asked.parts.map(({ text }) => text)).toEqual(["kind", "Sure?"]);
  expect(asked.parts[0]?.choices.map(({ label }) => label)).toEqual(["apple", "pear"]);
  await bench.choose(asked, 1, 0);
  expect(await bench.rested(run)).toBe("done");
  const content = { kind: "pear", sure: true };
  expect(await answers()).toEqual([{ id: 0, result: { action: "accept", content, _meta: null } }]);
});

it.each([
  ["with nothing to fill in", { requestedSchema: { type: "object", properties: {} } }],
  ["that is a page in a browser", { mode: "url", url: "https://example.org" }],
  ["that wants a person verified", { mode: "openai/userVerification", challenge: "x" }],
  [
    "that is an approval and not a question",
    { requestedSchema: schema, _meta: { codex_approval_kind: "mcp_tool_call" } },
  ],
])("a form %s is declined, and nobody is asked", async (_, about) => {
  await open({ requests: [elicitation(about)] });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.on.questionsAsked()).toEqual([]);
  const no = { action: "decline", content: null, _meta: null };
  expect(await answers()).toEqual([{ id: 0, result: no }]);
});

it("an approval in the shape of a question is declined, and nobody is asked", async () => {
  const options = [{ label: "Allow" }, { label: "Cancel" }];
  const yes = { id: "mcp_tool_call_approval_c1", question: "Allow the trees server?", options };
  const other = { id: "q", question: "Which?", options };
  const asked = (...questions: object[]) => ({
    method: "item/tool/requestUserInput",
    params: { questions },
  });
  await open({ requests: [asked(yes), asked(other, yes)] });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("done");
  expect(bench.on.questionsAsked()).toEqual([]);
  const no = { answers: {} };
  expect(await answers()).toEqual([
    { id: 0, result: no },
    { id: 1, result: no },
  ]);
  const text = "Codex asked for an approval as if it were a question, and got a no.";
  expect(bench.all(run, "notice")).toMatchObject([{ text }, { text }]);
});

it("typing into a program that runs is asked about as what is only displayed", async () => {
  const params = { itemId: "i", kind: "writeStdin", command: "write_stdin 'rm x'", cwd: "/tmp" };
  await open({ requests: [{ method: "item/commandExecution/requestApproval", params }] });
  const run = await bench.start("hello");
  const { ask, action } = await bench.asked();
  expect(ask.approvals).toBe("displayed");
  expect(action).toMatchObject({ t: "tool", tool: "writeStdin" });
  await bench.answer(ask, "approve");
  expect(await bench.rested(run)).toBe("done");
  expect(await answers()).toEqual([{ id: 0, result: { decision: "accept" } }]);
});

it("a Codex that is gone as soon as it is given a turn may have begun it", async () => {
  await open({ atTurn: "die" });
  const run = await bench.start("hello");
  expect(await bench.rested(run)).toBe("indeterminate");
  const [notice] = bench.all(run, "notice");
  expect(notice).toMatchObject({ level: "error", text: expect.stringContaining("Codex is gone") });
  expect(notice?.next).toContain("Give the prompt again");
});

it("a Codex that goes on although it is to stop is not said to have stopped", async () => {
  await open({ atTurn: "never stop" });
  const run = await bench.start("hello");
  await bench.until(() => bench.said(run) === "On.", "it to speak");
  const [, told] = await bench.on.submit(bench.phone, bench.phone.stop(run));
  expect(told).toEqual({ state: "indeterminate" });
  expect(await bench.rested(run)).toBe("indeterminate");
  expect(bench.all(run, "notice")).toMatchObject([{ text: "Codex does not stop" }]);
});

const idOf = (answer: unknown): number =>
  typeof answer === "object" && answer !== null && "id" in answer ? Number(answer.id) : -1;
