// A backup, and what becomes of it: the same agent elsewhere, or nothing and a reason.

import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type AgentKeys, loadOrCreateKeys, namesOf } from "../platform/agent-keys.ts";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { writeArchive } from "../platform/sealed-archive.ts";
import { type ThrowAwayFolder, throwAwayFolder } from "../platform/throw-away-folder.ts";
import { until } from "../testing/until.ts";
import { addApproval, addDevice, addRun, randomBytes } from "../testing/rows.ts";
import { readBackup, writeBackup } from "./backup.ts";
import { migrations } from "./migrations.ts";
import { checkStore } from "./store-check.ts";
import { type Store, openStore } from "./store.ts";

let folder: ThrowAwayFolder;
let state: string;
let keys: AgentKeys;
let store: Store;
const opened: Store[] = [];
beforeEach(async () => {
  folder = await throwAwayFolder("longrein-test-");
  state = await folder.makeFolder("state");
  keys = loadOrCreateKeys(state);
  store = openAt(state, keys);
});
afterEach(async () => {
  for (const each of opened.splice(0)) each.database.close();
  await folder.remove();
});

const passphrase = "correct horse battery";
const openAt = (path: string, { master }: AgentKeys): Store => {
  const found = openStore(path, master, nodePrimitives);
  opened.push(found);
  return found;
};
const cheap = { log2N: 10, r: 8, p: 1 };
const inFolder = (name: string) => `${folder.path}/${name}`;
const backUp = () => writeBackup(store, state, { path: inFolder("backup"), passphrase }, 7);
const keepAll = () => Promise.resolve(true);
const takeBack = (file = { path: inFolder("backup"), passphrase }, into = inFolder("elsewhere")) =>
  readBackup(file, into, keepAll, 9);

function fill() {
  const run = addRun(store);
  const feed = `run:${toBase64url(run)}`;
  const text = `canary ghp_${"aB3".repeat(12)}`;
  store.events.append(feed, { t: "notice", level: "info", text, at: 1 }, 1);
  const actionBytes = randomBytes(50);
  const approval = addApproval(store, { run, actionBytes });
  const device = addDevice(store, { approver: false });
  store.audit.append({ what: "run.done" }, 1);
  return { feed, actionBytes, approval, device };
}

describe("a backup", () => {
  it("becomes the same agent in another folder, with all that was in the store", async () => {
    const { feed, actionBytes, approval, device } = fill();
    await backUp();
    await takeBack();
    const copied = loadOrCreateKeys(inFolder("elsewhere"));
    expect(copied.sessionId).toEqual(keys.sessionId);
    expect(copied.identity.public).toEqual(keys.identity.public);
    const there = openAt(inFolder("elsewhere"), copied);
    expect(there.events.latest(feed)).toEqual(store.events.latest(feed));
    expect(there.approvals.byId(approval)?.actionBytes).toEqual(actionBytes);
    expect(there.devices.byId(device.id)).toEqual(device);
    expect(there.devices.byId(device.id)?.approver).toBe(false);
    expect(there.secrets.reveal(feed, 1)).toBe(`ghp_${"aB3".repeat(12)}`);
    expect(there.audit.rows().slice(0, 1)).toEqual(store.audit.rows().slice(0, 1));
    expect(checkStore(there, namesOf(keys))).toMatchObject({ kind: "sound", events: 1, sealed: 2 });
  });

  it("is of one moment, and leaves nothing of itself beside the store", async () => {
    fill();
    const before = (await readdir(state)).toSorted();
    const writing = backUp();
    await until(() => existsSync(`${state}/backup.db`), "the copy to be made");
    fill();
    await writing;
    expect((await readdir(state)).toSorted()).toEqual(before);
    await takeBack();
    const there = openAt(inFolder("elsewhere"), keys);
    const exported = there.audit.list({ what: "store.exported" });
    expect([exported.length, there.audit.list({ what: "run.done" }).length]).toEqual([0, 1]);
  });

  it("tells nobody anything without its passphrase", async () => {
    fill();
    await backUp();
    const bytes = await readFile(inFolder("backup"));
    for (const text of ["canary", "SQLite format", "longrein keys", "longrein.db"]) {
      expect(bytes.includes(text)).toBe(false);
    }
  });
});

describe("a backup is not taken back", () => {
  const elsewhere = () => inFolder("elsewhere");
  const take = (name = "backup", words = passphrase) =>
    takeBack({ path: inFolder(name), passphrase: words });

  it("over anything that is there", async () => {
    await backUp();
    await mkdir(elsewhere());
    await writeFile(`${elsewhere()}/keys`, "precious");
    await expect(take()).rejects.toThrow("there is something");
    await expect(takeBack(undefined, state)).rejects.toThrow("something");
    expect(await readdir(elsewhere())).toEqual(["keys"]);
    expect(await readFile(`${elsewhere()}/keys`, "utf8")).toBe("precious");
  });

  it("with another passphrase", async () => {
    await backUp();
    await expect(take(undefined, "incorrect horse battery")).rejects.toThrow("does not open");
  });

  it("when it is of a newer version", async () => {
    await backUp();
    const newer = { v: 1, store: migrations.length + 1, at: 7 };
    const files = [{ name: "keys", path: `${state}/keys` }];
    await writeArchive(inFolder("newer"), passphrase, newer, files, cheap);
    await expect(take("newer")).rejects.toThrow("newer longrein");
  });

  it.each([
    ["keys that are none", "keys", "x", "not a key file"],
    ["a store that is none", "longrein.db", "x".repeat(5_000), "not a database"],
  ])("with %s in it", async (_, name, content, why) => {
    store.database.erase();
    const files = ["keys", "longrein.db"].map((each) => ({ name: each, path: `${state}/${each}` }));
    await writeFile(inFolder("broken"), content);
    const broken = files.map((file) =>
      file.name === name ? { name, path: inFolder("broken") } : file,
    );
    await writeArchive(inFolder("bad"), passphrase, { v: 1, store: 1, at: 7 }, broken, cheap);
    await expect(take("bad")).rejects.toThrow(why);
  });

  it("with a store that is sealed by other keys", async () => {
    fill();
    store.database.erase();
    const stranger = await folder.makeFolder("stranger");
    loadOrCreateKeys(stranger);
    const mixed = [
      { name: "keys", path: `${stranger}/keys` },
      { name: "longrein.db", path: `${state}/longrein.db` },
    ];
    await writeArchive(inFolder("mixed"), passphrase, { v: 1, store: 1, at: 7 }, mixed, cheap);
    await expect(take("mixed")).rejects.toThrow("damaged store");
  });

  it("and whatever was wrong, nothing is left behind", async () => {
    await backUp();
    await chmod(inFolder("backup"), 0o600);
    await writeFile(inFolder("cut"), (await readFile(inFolder("backup"))).subarray(0, -30));
    await expect(take("cut")).rejects.toThrow("cut off");
    expect((await readdir(folder.path)).toSorted()).toEqual(["backup", "cut", "state"]);
  });
});
