// What a store that was taken back to an earlier state means to phones: those that have seen more notice, those
// that have seen as much are told, and none comes in that nobody has looked at.

import {
  type Cursor,
  agreesWith,
  inboxFeed,
  readEvent,
  readReset,
  startOfFeed,
} from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { addDevice, addRun } from "../testing/rows.ts";
import { type FoundBackup, readBackup, writeBackup } from "./backup.ts";
import { checkStore } from "./store-check.ts";
import { type Store, openStore } from "./store.ts";

let folder: ThrowAwayFolder;
let store: Store;
const opened: Store[] = [];
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  store = openAt(await folder.makeFolder("state"));
  const run = addRun(store);
  for (const title of ["a", "b"]) tell(store, run, title);
});
afterEach(async () => {
  for (const each of opened.splice(0)) each.database.close();
  await folder.remove();
});

function openAt(path: string): Store {
  const found = openStore(path, loadOrCreateKeys(path).master, nodePrimitives);
  opened.push(found);
  return found;
}

function tell(where: Store, run: Uint8Array, title: string) {
  where.events.append(
    inboxFeed,
    { t: "run.opened", run, title, driver: "d", workspace: "w", at: 1 },
    1,
  );
}

let times = 0;
async function takenBack(keep = true): Promise<{ there: Store; found: FoundBackup }> {
  const file = { path: `${folder.path}/backup-${++times}`, passphrase: "correct horse battery" };
  await writeBackup(store, `${folder.path}/state`, file, 7);
  const into = `${folder.path}/there-${times}`;
  const found = await readBackup(file, into, () => Promise.resolve(keep), 9);
  return { there: openAt(into), found };
}

/** As a phone reads: from the beginning of what it knows, by resets and events, to the end. */
function followed(there: Store, from: Cursor): { reason: string | undefined; at: Cursor } {
  const { epoch } = there.events;
  const reading = there.events.read(from, epoch, 100);
  const { feed } = from;
  let at = from;
  if (reading.kind === "reset") at = readReset({ t: "reset", feed, ...reading });
  for (const { seq, body } of reading.events) {
    const next = readEvent(nodePrimitives, at, { t: "event", feed, seq, body });
    if (next.kind !== "next") throw new Error(`event ${seq} is ${next.kind}`);
    at = next.cursor;
  }
  return { reason: reading.kind === "reset" ? reading.reason : undefined, at };
}

describe("a store that was taken back", () => {
  it("begins another epoch, in which every phone begins anew and comes to the end", async () => {
    const seen = store.events.latest(inboxFeed);
    const { there } = await takenBack();
    expect(there.events.epoch).not.toEqual(store.events.epoch);
    const end = { t: "current" as const, ...there.events.latest(inboxFeed) };
    const fresh = startOfFeed(nodePrimitives, there.events.epoch, inboxFeed);
    const after = followed(there, fresh);
    expect([after.reason, agreesWith(after.at, end)]).toEqual(["changed", true]);
    // One that still holds a place of the epoch before.
    expect(there.events.read(seen, store.events.epoch, 100)).toMatchObject({ reason: "epoch" });
  });

  it("does so after a part of its history was forgotten, too", async () => {
    const run = store.runs.unfinished()[0]?.id ?? new Uint8Array();
    store.runs.setState(run, "done", 1, 1);
    const kept = addRun(store);
    tell(store, kept, "c");
    store.retention.forget(10, 0);
    const { there } = await takenBack();
    tell(there, kept, "d");
    const fresh = startOfFeed(nodePrimitives, there.events.epoch, inboxFeed);
    const { reason, at } = followed(there, fresh);
    expect([reason, at]).toEqual(["pruned", there.events.latest(inboxFeed)]);
    const names = namesOf(loadOrCreateKeys(`${folder.path}/there-${times}`));
    expect(checkStore(there, names)).toMatchObject({ kind: "sound" });
  });

  it("goes on with its audit log, which says so, and so has an end that nobody else's has", async () => {
    store.audit.append({ what: "run.done" }, 1);
    const { there } = await takenBack();
    const entries = there.audit.list().map(({ entry = "" }): unknown => JSON.parse(entry));
    expect(entries).toEqual([
      { what: "run.done", at: 1 },
      { what: "store.imported", writtenAt: 7, phones: "kept", by: "machine", at: 9 },
    ]);
    expect(there.audit.verify()).toMatchObject({ kind: "whole", head: there.audit.head().head });
    expect(store.audit.list({ what: "store.exported" })).toHaveLength(1);
  });
});

describe("phones of a store that was taken back", () => {
  it("are shown to whoever decides, and let in if that is meant", async () => {
    const phone = addDevice(store);
    const revoked = addDevice(store);
    store.devices.revoke(revoked.id, 5);
    const { there, found } = await takenBack();
    expect(found).toMatchObject({ writtenAt: 7, phones: [phone], phonesKept: true });
    expect(there.devices.live()).toEqual([phone]);
  });

  it("are out unless it is, and the audit log names each", async () => {
    const phones = [addDevice(store), addDevice(store)];
    const { there } = await takenBack(false);
    expect(there.devices.live()).toEqual([]);
    for (const { slot } of phones) expect(there.devices.bySlot(slot)?.revoked).toBe(true);
    expect(there.audit.list({ what: "device.revoked" })).toHaveLength(2);
  });
});
