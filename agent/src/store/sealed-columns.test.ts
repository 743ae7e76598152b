// What rests on disk tells whoever copies it nothing of what was said, asked or shared; and what is moved
// or changed there does not open.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UnsealFailure } from "../platform/sealing.ts";
import { addApproval, addDevice, addRun, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";

const canary = "canary-7f3a9c-the-quick-brown-fox";
const canaryBytes = Buffer.from(canary);
const feedOf = (letter: string) => `run:${letter.repeat(21)}A`;
const [feedA, feedB, feedC] = [feedOf("A"), feedOf("B"), feedOf("C")];
const startOf = (feed: string) => ({ feed, seq: 0, chain: new Uint8Array(32) });

let folder: StateFolder;
beforeEach(async () => {
  folder = await stateFolder();
});
afterEach(() => folder.remove());

function fill(count = 1) {
  const store = folder.openStore();
  const run = addRun(store);
  for (let i = 0; i < count; i++) {
    const event = { t: "prompt", item: i, text: canary, at: 1 } as const;
    store.events.append(feedA, event, 1);
    store.events.append(feedB, event, 1);
  }
  const approval = addApproval(store, { run, actionBytes: canaryBytes });
  const device = addDevice(store, { psk: Buffer.from(canary.slice(0, 32)) });
  return { store, approval, device };
}

describe("the bytes on disk", () => {
  it("hold no event, no action and no secret of a device, in the file or its log", async () => {
    fill(50);
    const open = await folder.allBytes();
    folder.closeAll();
    const closed = await folder.allBytes();
    for (const bytes of [open, closed]) {
      expect(bytes.length).toBeGreaterThan(10_000);
      for (const text of [canary, canary.slice(0, 16)]) {
        expect(bytes.includes(text)).toBe(false);
        expect(bytes.includes(Buffer.from(text).toString("base64url").slice(0, -2))).toBe(false);
        expect(bytes.includes(Buffer.from(text).toString("hex"))).toBe(false);
      }
    }
  });

  it("are found by this very test where they are not sealed", async () => {
    const store = folder.openStore();
    addDevice(store, { name: canary });
    expect((await folder.allBytes()).includes(canary)).toBe(true);
  });
});

describe("a sealed row", () => {
  const readEvents = (feed: string) => () =>
    folder.openStore().events.read(startOf(feed), undefined, 9);
  const tamper = (sql: string, ...values: readonly unknown[]) => {
    const { changes } = folder
      .asSomebodyElse()
      .prepare(sql)
      .run(...values);
    expect(changes).toBeGreaterThan(0);
  };

  it("opens in its place", () => {
    const { approval, device, store } = fill();
    expect(readEvents(feedA)()).toMatchObject({ events: [{ seq: 1 }] });
    expect(store.approvals.byId(approval)?.actionBytes).toEqual(new Uint8Array(canaryBytes));
    expect(store.devices.byId(device.id)?.psk).toEqual(new Uint8Array(device.psk));
  });

  it.each([
    ["an event moved to another number", `UPDATE events SET seq = 2 WHERE feed = '${feedA}'`],
    [
      "an event renamed to another feed",
      `UPDATE events SET feed = '${feedC}' WHERE feed = '${feedA}'`,
    ],
    [
      "an event whose body is another feed's",
      `UPDATE events SET body = (SELECT body FROM events WHERE feed = '${feedB}') WHERE feed = '${feedA}'`,
    ],
    ["an event that was cut to nothing", "UPDATE events SET body = x''"],
    ["an event that was cut to its tag", "UPDATE events SET body = substr(body, 1, 16)"],
    ["an event that was cut to four bytes", "UPDATE events SET body = substr(body, 1, 4)"],
  ])("does not open as %s", (_, sql) => {
    fill();
    tamper(sql);
    expect(readEvents(sql.includes(feedC) ? feedC : feedA)).toThrow(UnsealFailure);
  });

  it("does not open as another approval's action or another device's secret", () => {
    const { store, approval, device } = fill();
    const [other, stranger] = [addApproval(store), addDevice(store)];
    const from = (table: string, column: string) =>
      `UPDATE ${table} SET ${column} = (SELECT ${column} FROM ${table} WHERE id = ?) WHERE id = ?`;
    tamper(from("approvals", "action"), other, approval);
    tamper(from("devices", "psk"), stranger.id, device.id);
    expect(() => store.approvals.byId(approval)).toThrow(UnsealFailure);
    expect(() => store.devices.bySlot(device.slot)).toThrow(UnsealFailure);
  });

  it("does not open as a row of another table", () => {
    const { store, approval, device } = fill();
    tamper("UPDATE devices SET psk = (SELECT action FROM approvals WHERE id = ?)", approval);
    expect(() => store.devices.byId(device.id)).toThrow(UnsealFailure);
  });

  it("does not open with any one bit changed", () => {
    const { store, approval } = fill();
    const other = folder.asSomebodyElse();
    const row = other.prepare<unknown[], { action: Buffer }>("SELECT action FROM approvals").get();
    for (let at = 0; at < (row?.action.length ?? 0); at++) {
      const changed = Buffer.from(row?.action ?? []);
      changed[at] = (changed[at] ?? 0) ^ 1;
      other.prepare("UPDATE approvals SET action = ?").run(changed);
      expect(() => store.approvals.byId(approval)).toThrow(UnsealFailure);
    }
  });

  it("does not open with another master key", () => {
    const { approval, device } = fill();
    folder.closeAll();
    const stranger = folder.openStore(randomBytes(32));
    expect(() => stranger.approvals.byId(approval)).toThrow(UnsealFailure);
    expect(() => stranger.devices.byId(device.id)).toThrow(UnsealFailure);
    expect(() => stranger.events.read(startOf(feedA), undefined, 9)).toThrow(UnsealFailure);
  });

  it("is sealed anew each time, so that equal contents do not look equal", () => {
    fill(1);
    const other = folder.asSomebodyElse();
    const sql = "SELECT DISTINCT body FROM events";
    expect(other.prepare(sql).all()).toHaveLength(2);
  });
});
