// Each run's own salt: with it everything of the run opens, without it nothing does, and no other run loses
// anything by that.

import { inboxFeed } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UnsealFailure } from "../platform/sealing.ts";
import { addApproval, addRun, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { saltOfRun } from "./run-salts.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

/** A run that has told and asked something. */
function fill() {
  const run = addRun(store);
  const actionBytes = randomBytes(40);
  const approval = addApproval(store, { run, actionBytes });
  store.events.append(saltOfRun(run), { t: "prompt", item: 1, text: "do it", at: 1 }, 1);
  return { run, approval, actionBytes };
}

function tellOf(run: Uint8Array): void {
  const opened = { title: "a secret title", driver: "demo", workspace: "w", at: 1 };
  store.events.append(inboxFeed, { t: "run.opened", run, ...opened }, 1);
}

const read = (feed: string) => () =>
  store.events.read({ feed, seq: 0, chain: new Uint8Array(32) }, undefined, 99).events.length;
const saltsAtRest = () =>
  folder.asSomebodyElse().prepare<[], { n: number }>("SELECT count(*) AS n FROM salts").get()?.n;

describe("what a run has said and asked", () => {
  it("opens after a restart, and each run has one salt for all of it", () => {
    const [first, second] = [fill(), fill()];
    tellOf(first.run);
    store = folder.reopenStore();
    for (const { run, approval, actionBytes } of [first, second]) {
      expect(store.approvals.byId(approval)?.actionBytes).toEqual(actionBytes);
      expect(read(saltOfRun(run))()).toBe(1);
    }
    expect(read(inboxFeed)()).toBe(1);
    expect(saltsAtRest()).toBe(2);
  });

  it("opens no more once its salt is forgotten, in the inbox neither, and other runs still do", () => {
    const [lost, kept] = [fill(), fill()];
    tellOf(lost.run);
    store = folder.reopenStore();
    folder.asSomebodyElse().prepare("DELETE FROM salts WHERE name = ?").run(saltOfRun(lost.run));
    expect(() => store.approvals.byId(lost.approval)).toThrow(UnsealFailure);
    expect(read(saltOfRun(lost.run))).toThrow(UnsealFailure);
    expect(read(inboxFeed)).toThrow(UnsealFailure);
    expect(saltsAtRest()).toBe(1);
    expect(store.approvals.byId(kept.approval)?.actionBytes).toEqual(kept.actionBytes);
    expect(read(saltOfRun(kept.run))()).toBe(1);
  });

  it("does not open under another run's salt", () => {
    const [first, second] = [fill(), fill()];
    folder.closeAll();
    const sql = "UPDATE salts SET salt = (SELECT salt FROM salts WHERE name = ?) WHERE name = ?";
    const other = folder.asSomebodyElse();
    other.prepare(sql).run(saltOfRun(second.run), saltOfRun(first.run));
    store = folder.openStore();
    expect(() => store.approvals.byId(first.approval)).toThrow(UnsealFailure);
    expect(store.approvals.byId(second.approval)?.actionBytes).toEqual(second.actionBytes);
  });

  it("opens although the transaction that first made its salt was rolled back", () => {
    const run = addRun(store);
    const failing = () =>
      store.database.transaction(() => {
        addApproval(store, { run });
        throw new Error("on purpose");
      });
    expect(failing).toThrow("on purpose");
    expect(saltsAtRest()).toBe(0);
    const actionBytes = randomBytes(40);
    const id = addApproval(store, { run, actionBytes });
    store = folder.reopenStore();
    expect(store.approvals.byId(id)?.actionBytes).toEqual(actionBytes);
  });

  it("opens for more runs than are kept at hand", () => {
    const all = Array.from({ length: 100 }, () => fill());
    for (const { approval, actionBytes } of [...all, ...all.toReversed()]) {
      expect(store.approvals.byId(approval)?.actionBytes).toEqual(actionBytes);
    }
  });
});
