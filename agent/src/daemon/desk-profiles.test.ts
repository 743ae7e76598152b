// Profiles under the machine's ceiling: what a phone may choose, what goes ahead unasked, and what is told of it.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type AgentEvent, type PolicyProfile, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine, asksFor, editFile } from "../testing/puppets.ts";
import { makeRepository } from "../testing/repository.ts";

let on: DeskUnderTest;
let owner: PhoneUnderTest;
beforeEach(async () => {
  on = await deskUnderTest();
  owner = on.addPhone("owner");
  makeRepository(on.workspace.path, { "a.txt": "one\n", "package.json": "{}\n" });
  on.workspaces = [{ name: "w", folder: on.workspace.path, git: true }];
});
afterEach(() => on.remove());

const failed = (code: string) => ({ state: "failed", code });
const lower = async (profile: PolicyProfile) =>
  (await on.submit(owner, owner.command({ t: "policy.lower", profile }))).at(-1);
const gatesOf = (run: Uint8Array) =>
  on
    .runEvents(run)
    .filter((event): event is Extract<AgentEvent, { t: "gate" }> => event.t === "gate");

async function openRun(about: Parameters<PhoneUnderTest["open"]>[0] = {}): Promise<Uint8Array> {
  const [told] = await on.submit(owner, owner.open(about));
  if (told?.run === undefined) throw new Error("expected a run");
  return told.run;
}

describe("the ceiling", () => {
  it("is lowered by a phone and never raised by one, and survives a restart", async () => {
    expect(on.ceiling.present).toBe("balanced");
    expect(await lower("trusted")).toEqual(failed("CEILING"));
    expect(await lower("strict")).toEqual({ state: "done" });
    expect(await lower("balanced")).toEqual(failed("CEILING"));
    on = on.restarted();
    expect(on.ceiling.present).toBe("strict");
    expect(on.ceiling.set("machine", "trusted")).toBeUndefined();
    expect(on.ceiling.present).toBe("trusted");
    const audited = on.auditTexts().filter((text) => text.includes('"policy.ceiling"'));
    const device = Buffer.from(owner.id).toString("base64url");
    expect(audited.map((text): unknown => JSON.parse(text))).toMatchObject([
      { profile: "strict", device },
      { profile: "trusted", by: "machine" },
    ]);
  });

  it("is told to phones when it changes", async () => {
    await on.until(() => on.setup.present !== undefined, "the setup");
    let told = 0;
    on.desk.onSetup(() => told++);
    expect(on.ceiling.set("machine", "trusted")).toBeUndefined();
    expect([told, on.setup.present?.ceiling]).toEqual([1, "trusted"]);
  });

  it("bounds what a run may be opened with and set to", async () => {
    expect(await on.submit(owner, owner.open({ profile: "trusted" }))).toEqual([failed("CEILING")]);
    const run = await openRun({ profile: "strict" });
    await on.untilRun(run, "done");
    const set = await on.submit(owner, owner.set(run, { profile: "balanced" }));
    expect(set.at(-1)).toEqual(failed("CEILING"));
    const other = await openRun();
    await on.untilRun(other, "done");
    expect((await on.submit(owner, owner.set(other, { profile: "strict" }))).at(-1)).toEqual({
      state: "done",
    });
    expect(on.store.runs.byId(other)?.profile).toBe("strict");
  });

  it("that falls holds for a run that is under way", async () => {
    on.ceiling.set("machine", "trusted");
    on.puppet = async (run) => {
      await run.perform(await editFile("a.txt", "two\n")(run), "first", "");
      await lower("balanced");
      await run.perform(await editFile("a.txt", "three\n")(run), "second", "");
    };
    await openRun({ profile: "trusted" });
    await on.asked();
    expect(on.asks()).toHaveLength(1);
  });
});

describe("a strict run", () => {
  it("has what is of high risk approved at the machine and not by a phone", async () => {
    await lower("strict");
    on.puppet = async ({ perform, folder }) => {
      const rest = { cwd: folder, environment: [], operands: [] };
      await perform({ t: "command", tool: "shell", argv: ["rm", "-rf", "x"], ...rest }, "", "");
    };
    const run = await openRun();
    const ask = await on.asked();
    expect(ask.tier).toBe(3);
    expect(await on.submit(owner, owner.answer(ask, "approve"))).toEqual([failed("FORBIDDEN")]);
    expect(on.approvals.answerHere(ask.approval, "approve")).toBeUndefined();
    await on.untilRun(run, "done");
  });
});

describe("a trusted run", () => {
  it("writes edits of low risk in its own worktree unasked, and says so in its feed and in the log", async () => {
    on.ceiling.set("machine", "trusted");
    const witness = asksFor(editFile("a.txt", "two\n"));
    on.puppet = witness.puppet;
    const run = await openRun();
    await on.untilRun(run, "done");
    expect([on.asks(), witness.performed]).toEqual([[], [{ kind: "done" }]]);
    const place = `${on.folder.path}/worktrees/${Buffer.from(run).toString("hex")}/1`;
    expect(readFileSync(join(place, "a.txt"), "utf8")).toBe("two\n");
    const [allowed] = gatesOf(run);
    expect(allowed).toMatchObject({
      rule: "trusted",
      verdict: "pass",
      text: "allowed by policy: an edit of low risk in the run's own worktree",
    });
    const entry = on.auditTexts().find((text) => text.includes('"policy.allowed"')) ?? "{}";
    const action = toBase64url(allowed?.inputs ?? new Uint8Array());
    expect(JSON.parse(entry)).toMatchObject({ run: toBase64url(run), action, profile: "trusted" });
  });

  it("asks about commands, about riskier edits, and about everything in the workspace itself", async () => {
    on.ceiling.set("machine", "trusted");
    on.puppet = asksFor(appendLine(), editFile("package.json", "[]\n")).puppet;
    await openRun();
    await on.asked(2);
    on.puppet = asksFor(editFile("a.txt", "two\n")).puppet;
    await openRun({ inPlace: true });
    await on.asked(3);
    expect(readFileSync(join(on.workspace.path, "a.txt"), "utf8")).toBe("one\n");
  });
});

describe("the gates", () => {
  it("look after each turn at all that was changed so far, and only when that is more", async () => {
    on.puppet = asksFor(editFile("package.json", "[]\n")).puppet;
    const run = await openRun();
    await on.submit(owner, owner.answer(await on.asked(), "approve"));
    await on.untilRun(run, "done");
    const attended = () =>
      gatesOf(run)
        .filter(({ verdict }) => verdict === "attention")
        .map(({ rule }) => rule);
    expect(attended()).toEqual(["dependencies"]);
    expect(gatesOf(run)).toHaveLength(5);
    on.puppet = () => Promise.resolve();
    await on.submit(owner, owner.prompt(run));
    await on.untilRun(run, "done");
    expect(gatesOf(run)).toHaveLength(5);
  });
});
