// Damage of each kind that a store can take, and that a sound one is called so.

import { open } from "node:fs/promises";
import { inboxFeed, toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { auditFaults } from "../audit/verify-audit.ts";
import { loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { auditedAgent } from "../testing/audited-agent.ts";
import { addApproval, addDevice, addRun, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { checkStore } from "./store-check.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
let feed: string;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
  const run = addRun(store);
  feed = `run:${toBase64url(run)}`;
  for (let i = 0; i < 5; i++) {
    store.events.append(feed, { t: "notice", level: "info", text: `text ${i}`, at: 1 }, 1);
  }
  const opened = { title: "t", driver: "d", workspace: "w", at: 1 };
  store.events.append(inboxFeed, { t: "run.opened", run, ...opened }, 1);
  addApproval(store, { run });
  addDevice(store);
  for (let i = 0; i < 3; i++) store.audit.append({ what: "run.done", i }, i);
});
afterEach(() => folder.remove());

const check = (extent?: "some") =>
  checkStore(store, namesOf(loadOrCreateKeys(folder.path)), extent);
const faults = () => {
  const report = check();
  return report.kind === "damaged" ? report.faults : [];
};

describe("a store that nobody has touched", () => {
  it("is sound, and it is said how much was looked at", () => {
    const audit = { entries: 3, signedTo: 0 };
    expect(check()).toEqual({ kind: "sound", events: 6, sealed: 2, ...audit });
    expect(check("some")).toEqual({ kind: "sound", events: 6, sealed: 2, ...audit });
    expect(store.events.check(2)).toEqual({ checked: 2, faults: [] });
  });

  it("is sound after something was forgotten, and after it was opened again", () => {
    store.runs.setState(store.runs.unfinished()[0]?.id ?? randomBytes(16), "done", 1, 1);
    store.retention.forget(10, 0);
    store = folder.reopenStore();
    expect(check()).toMatchObject({ kind: "sound", events: 0 });
  });
});

describe("damage is found", () => {
  it.each([
    ["an event of another text", "UPDATE events SET body = zeroblob(60) WHERE seq = 3", "event 3"],
    [
      "an event of another chain",
      "UPDATE events SET chain = zeroblob(32) WHERE seq = 2",
      "event 2",
    ],
    ["an event that is gone", "DELETE FROM events WHERE seq = 2", "event 3"],
    ["a salt that is gone", "DELETE FROM salts", "event 1"],
    ["an action", "UPDATE approvals SET action = zeroblob(60)", "sealed: "],
    ["a device's secret", "UPDATE devices SET psk = zeroblob(60)", "sealed: "],
    [
      "a row that belongs to nothing",
      "PRAGMA foreign_keys = OFF; UPDATE approvals SET run = zeroblob(16)",
      "references: a row of approvals",
    ],
    [
      "an entry of the audit log",
      "DROP TRIGGER audit_only_forgets; UPDATE audit SET entry = 'x' WHERE n = 2",
      "audit log: entry 2",
    ],
  ])("in %s", (_, sql, fault) => {
    folder.asSomebodyElse().exec(sql);
    store = folder.reopenStore();
    expect(faults().join("\n")).toContain(fault);
  });

  it("in an audit log of which the end, or what the end was signed with, is another", async () => {
    const agent = await auditedAgent();
    try {
      const names = agent.agent;
      const { size } = agent.store.audit.head();
      await agent.checkpoints.signUpToNow();
      expect(checkStore(agent.store, names)).toMatchObject({ entries: size, signedTo: size });
      const other = agent.folder.asSomebodyElse();
      other.exec(`DROP TRIGGER audit_keeps_its_rows; DELETE FROM audit WHERE n = ${size}`);
      expect(checkStore(agent.store, names)).toEqual({
        kind: "damaged",
        faults: [`audit log: entry ${size}: ${auditFaults.end}`],
      });
      other.exec(`DELETE FROM checkpoints WHERE n = ${size}`);
      other.exec("UPDATE checkpoints SET note = replace(note, 'longrein/1', 'longrein/2')");
      expect(checkStore(agent.store, names)).toMatchObject({
        faults: [expect.stringContaining(auditFaults.checkpoint)],
      });
    } finally {
      await agent.remove();
    }
  });

  it("in the pages of the file", async () => {
    for (let i = 0; i < 200; i++) addDevice(store, { name: "x".repeat(500) });
    folder.closeAll();
    const file = await open(`${folder.path}/longrein.db`, "r+");
    const { size } = await file.stat();
    await file.write(randomBytes(6_000), 0, 6_000, size - 40_000);
    await file.close();
    store = folder.openStore();
    expect(faults().join("\n")).toContain("pages: ");
  });

  it("and named once for each feed, so that a list of it stays short", () => {
    folder.asSomebodyElse().exec("UPDATE events SET body = zeroblob(60)");
    expect(faults()).toHaveLength(2);
  });
});
