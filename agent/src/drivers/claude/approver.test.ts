// What is answered to Claude Code in every case, most of all where something is odd: then it is no.

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { throwAwayFolder } from "../../platform/throw-away-folder.ts";
import type { Asking, DriverRun, Permission } from "../../runs/driver.ts";
import { fieldAt, fieldOf, textOf } from "../../runs/loose-fields.ts";
import { Approver } from "./approver.ts";
import { Calls } from "./calls.ts";
import { ControlChannel } from "./control-channel.ts";
import { PlanFile } from "./plan-file.ts";

const script = "echo hi";

/** The desk answers with what the test says, `approved` meaning: as it was asked. */
function approver(answer: (asking: Asking) => Promise<Permission | "approved">) {
  const sent: unknown[] = [];
  const alarms: string[] = [];
  const asked: Asking[] = [];
  const run: DriverRun = {
    folder: "/w",
    emit: () => undefined,
    nextItem: () => 0,
    perform: () => Promise.reject(new Error("not here")),
    ask: async (asking) => {
      asked.push(asking);
      const permission = await answer(asking);
      if (permission !== "approved") return permission;
      const origin = { v: 1, run: new Uint8Array(16), driver: "claude" };
      return { kind: "approved", action: { ...asking.wish, ...origin } };
    },
    question: () => Promise.resolve(undefined),
    inSession: () => undefined,
    titled: () => undefined,
  };
  const made = new Approver({
    run,
    channel: new ControlChannel((line) => void sent.push(JSON.parse(line))),
    calls: new Calls(),
    place: { folder: "/w", shell: "/bin/bash" },
    planFile: new PlanFile("/c"),
    now: () => 0,
    alarm: (text) => void alarms.push(text),
  });
  const said = () => fieldAt(sent.at(-1), "response", "response");
  return { made, sent, said, alarms, asked };
}

const before = (more: object = {}) => ({
  hook_event_name: "PreToolUse",
  tool_name: "Bash",
  tool_use_id: "t",
  tool_input: { command: script },
  cwd: "/w",
  ...more,
});
const after = (more: object = {}) => ({ ...before(more), hook_event_name: "PostToolUse" });
const request = (more: object = {}) => ({
  tool_name: "Bash",
  tool_use_id: "t",
  input: { command: script },
  ...more,
});
const yes = () => approver(() => Promise.resolve("approved"));

it("answers every hook before a call with: ask", () => {
  const { made, said } = yes();
  for (const tool_name of ["Bash", "Read", "mcp__x__y", "Task"]) {
    made.hook("h", before({ tool_name }));
    expect(fieldAt(said(), "hookSpecificOutput", "permissionDecision")).toBe("ask");
  }
});

it.each(["tool_name", "tool_use_id", "cwd"])("answers a hook without %s with an error", (name) => {
  const { made, sent } = yes();
  made.hook("h", before({ [name]: undefined }));
  expect(fieldAt(sent.at(-1), "response", "subtype")).toBe("error");
});

it("lets through what was approved, with the input that was signed", async () => {
  const { made, said, asked } = yes();
  made.hook("h", before({ cwd: "/w/sub" }));
  await made.permission("r", request());
  expect(said()).toEqual({ behavior: "allow", updatedInput: { command: script } });
  expect(asked[0]?.wish).toMatchObject({ shell: { script }, cwd: "/w/sub" });
  expect(asked[0]?.approvals).toBe("exact");
});

it.each([
  ["no hook has told of", { tool_use_id: "other" }],
  ["the hook has called another tool", { tool_name: "Read" }],
])("denies what %s, without asking anybody", async (_, more) => {
  const { made, said, asked } = yes();
  made.hook("h", before());
  await made.permission("r", request(more));
  expect(textOf(said(), "behavior")).toBe("deny");
  expect(asked).toEqual([]);
});

it.each([
  [{ kind: "denied" }, /denied/],
  [{ kind: "denied", words: "use yarn" }, /^use yarn$/],
  [{ kind: "expired" }, /Nobody answered/],
  [{ kind: "withdrawn" }, /withdrawn/],
  [{ kind: "refused", why: "never that" }, /never that/],
  [{ kind: "void", why: "a.txt has changed" }, /a\.txt has changed/],
] as const)("denies after %j, and says why", async (permission, words) => {
  const { made, said } = approver(() => Promise.resolve(permission));
  made.hook("h", before());
  await made.permission("r", request());
  expect(textOf(said(), "behavior")).toBe("deny");
  expect(textOf(said(), "message")).toMatch(words);
});

it("denies when asking fails", async () => {
  const { made, said } = approver(() => Promise.reject(new Error("no desk")));
  made.hook("h", before());
  await made.permission("r", request());
  expect(said()).toEqual({ behavior: "deny", message: "no desk" });
});

it("withdraws what Claude Code no longer waits for, and answers it no more", async () => {
  let aborted = false;
  const { made, sent } = approver(
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          resolve("approved");
        });
      }),
  );
  made.hook("h", before());
  const answered = made.permission("r", request());
  await new Promise((resolve) => setImmediate(resolve));
  made.cancelled("r");
  await answered;
  expect(aborted).toBe(true);
  expect(sent.map((line) => fieldAt(line, "response", "request_id"))).toEqual(["h"]);
});

it("does not ask about Claude Code's notes for itself", async () => {
  const { made, said, asked } = yes();
  made.hook("h", before({ tool_name: "TaskCreate" }));
  await made.permission("r", request({ tool_name: "TaskCreate" }));
  expect(fieldOf(said(), "behavior")).toBe("allow");
  expect(asked).toEqual([]);
});

it("raises the alarm when something else ran than was approved", async () => {
  const { made, alarms } = yes();
  made.hook("h", before());
  await made.permission("r", request());
  made.hook("h", after());
  expect(alarms).toEqual([]);
  made.hook("h", after({ tool_input: { command: "echo ho" } }));
  expect(alarms).toHaveLength(1);
});

it("raises the alarm when something ran that was denied", async () => {
  const { made, alarms } = approver(() => Promise.resolve({ kind: "denied" }));
  made.hook("h", before());
  await made.permission("r", request());
  made.hook("h", after());
  expect(alarms).toHaveLength(1);
});

it("raises the alarm when another plan was taken than the one that was approved", async () => {
  const { made, alarms } = yes();
  const folder = await throwAwayFolder("longrein-test-");
  const planFilePath = join(folder.path, "plan.md");
  await writeFile(planFilePath, "Prune");
  const tool_name = "ExitPlanMode";
  made.hook("h", before({ tool_name }));
  await made.permission("r", request({ tool_name, input: { plan: "Prune", planFilePath } }));
  const took = (plan: string) => after({ tool_name, tool_input: {}, tool_response: { plan } });
  made.hook("h", took("Prune"));
  expect(alarms).toEqual([]);
  made.hook("h", took("Paint"));
  expect(alarms).toHaveLength(1);
  await folder.remove();
});
