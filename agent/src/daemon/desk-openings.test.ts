// What a phone may say of the coding agent that it opens: names, and nothing that a program could take for an option.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { randomBytes } from "../testing/rows.ts";

let on: DeskUnderTest;
let phone: PhoneUnderTest;
let opened: unknown[];
beforeEach(async () => {
  on = await deskUnderTest();
  phone = on.addPhone();
  opened = [];
  on.puppet = ({ opening }) => {
    opened.push(opening);
    return Promise.resolve();
  };
});
afterEach(() => on.remove());

const hook = { type: "command", command: "touch /tmp/a" };
const settings = JSON.stringify({ hooks: { SessionStart: [{ hooks: [hook] }] } });

describe("a phone cannot start a coding agent with an option of its own", () => {
  const refused = [{ state: "failed", code: "INVALID" }];

  it.each([
    ["settings that run a command, as a session", { session: `--settings=${settings}` }],
    ["an option as a session", { session: "--dangerously-skip-permissions" }],
    ["a short option as a session", { session: "-c" }],
    ["an option as a model", { model: "--mcp-config=/tmp/a" }],
    ["an option as a mode", { mode: "--allow-all" }],
    ["a way out of a folder as a session", { session: "a/../../other" }],
    ["a path as a session", { session: "/home/ada/.claude" }],
    ["a word that hides a line", { model: "opus\n--settings" }],
    ["a space, which might be two words", { mode: " --allow-all" }],
    ["nothing", { session: "" }],
  ])("%s", async (_, about) => {
    expect(await on.submit(phone, phone.open(about))).toEqual(refused);
    expect([opened, on.store.runs.unfinished()]).toEqual([[], []]);
  });

  it("nor change a run to one", async () => {
    const [told] = await on.submit(phone, phone.open());
    const run = told?.run ?? randomBytes(16);
    await on.untilRun(run, "done");
    const set = await on.submit(phone, phone.set(run, { model: "--settings=a" }));
    expect(set.at(-1)).toEqual({ state: "failed", code: "INVALID" });
    expect(on.runEvents(run).some(({ t }) => t === "settings")).toBe(false);
  });
});

it("a phone names models, modes and sessions as coding agents do", async () => {
  const named = { model: "opus[1m]", mode: "acceptEdits", session: "5b1f6a3e-0c1d-4e8b-9a53-7d1c" };
  const [told] = await on.submit(phone, phone.open(named));
  await on.untilRun(told?.run ?? randomBytes(16), "done");
  await on.submit(phone, phone.open({ model: "anthropic/claude-opus-4-1", session: "ses_4f1c" }));
  await on.until(() => opened.length === 2, "both to be opened");
  expect(opened).toMatchObject([named, { session: "ses_4f1c" }]);
});
