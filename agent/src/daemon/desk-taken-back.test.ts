// What was open when the agent was exported, and is found again where it was imported: nothing of it can be
// answered any more, nothing of it is done, and phones that were kept are told so.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { inboxFeed } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadOrCreateKeys } from "../platform/agent-keys.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { readBackup, writeBackup } from "../store/backup.ts";
import { DeskUnderTest } from "../testing/desk-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { randomBytes } from "../testing/rows.ts";
import { StateFolder } from "../testing/state-folder.ts";

let folder: ThrowAwayFolder;
const ends: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
});
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
  await folder.remove();
});

async function agentIn(path: string): Promise<DeskUnderTest> {
  const { master } = loadOrCreateKeys(path);
  const state = { path, makeFolder: folder.makeFolder, remove: () => Promise.resolve() };
  const on = new DeskUnderTest(
    new StateFolder(state, master),
    await throwAwayFolder("longrein-work-"),
  );
  ends.push(() => on.remove());
  return on;
}

/** The same agent as it was at that moment, in another place. */
async function importedFrom(on: DeskUnderTest): Promise<DeskUnderTest> {
  const file = { path: `${folder.path}/backup`, passphrase: "correct horse battery" };
  await writeBackup(on.store, on.folder.path, file, on.clock.now());
  const elsewhere = `${folder.path}/elsewhere`;
  await readBackup(file, elsewhere, () => Promise.resolve(true), on.clock.now());
  return agentIn(elsewhere);
}

describe("an approval that was open when the agent was exported", () => {
  it("is withdrawn where the agent was imported, and no answer to it counts or is carried out", async () => {
    const on = await agentIn(await folder.makeFolder("state"));
    const phone = on.addPhone();
    on.puppet = asksFor(appendLine()).puppet;
    await on.submit(phone, phone.open());
    const ask = await on.asked();

    const there = await importedFrom(on);
    expect(there.store.approvals.pending()).toEqual([]);
    expect(there.store.runs.byId(ask.run)?.state).toBe("indeterminate");
    const told = there.events().filter((event) => event.t === "approval.resolved");
    expect(told).toMatchObject([{ approval: ask.approval, outcome: "withdrawn" }]);

    const refused = [{ state: "failed", code: "ALREADY_RESOLVED" }];
    expect(await there.submit(phone, phone.answer(ask, "approve"))).toEqual(refused);
    expect(there.approvals.answerHere(ask.approval, "approve")).toBe("ALREADY_RESOLVED");
    expect(existsSync(join(there.workspace.path, "ran"))).toBe(false);
    expect(there.store.audit.verify().kind).toBe("whole");
  });

  it("is as open as before where it was exported", async () => {
    const on = await agentIn(await folder.makeFolder("state"));
    const phone = on.addPhone();
    on.puppet = asksFor(appendLine()).puppet;
    const [opened] = await on.submit(phone, phone.open());
    const ask = await on.asked();
    await importedFrom(on);
    expect(await on.submit(phone, phone.answer(ask, "approve"))).toEqual([{ state: "done" }]);
    await on.untilRun(opened?.run ?? randomBytes(16), "done");
    expect(existsSync(join(on.workspace.path, "ran"))).toBe(true);
  });
});

describe("a question that was open when the agent was exported", () => {
  it("is withdrawn where the agent was imported, and takes no answer", async () => {
    const on = await agentIn(await folder.makeFolder("state"));
    const phone = on.addPhone();
    const part = { text: "Which?", choices: [], many: false, free: true, secret: false };
    on.puppet = async (run) => void (await run.question([part], "a server", run.signal));
    await on.submit(phone, phone.open());
    await on.until(() => on.questionsAsked().length > 0, "a question");
    const [asked] = on.questionsAsked();
    if (asked === undefined) throw new Error("expected a question");

    const there = await importedFrom(on);
    const told = there.events(inboxFeed).filter((event) => event.t === "question.resolved");
    expect(told).toMatchObject([{ question: asked.question, outcome: "withdrawn" }]);
    const answer = { declined: false, parts: [{ choices: [], text: "this" }] };
    expect(await there.submit(phone, phone.answerQuestion(asked.question, answer))).toEqual([
      { state: "failed", code: "ALREADY_RESOLVED" },
    ]);
  });
});
