// Refused attempts in the audit log: told, then counted, and never without limit.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Refusal } from "../audit/audit-kinds.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

const hour = 3_600_000;
const refuse = (who: string, at: number, what: Refusal = "approval.refused") =>
  store.refusals.record(who, { what, device: who, code: "SIGNATURE" }, at);
const entries = () => store.audit.list({ count: 1_000 }).map(({ entry }) => entry ?? "");
const counted = () => entries().filter((entry) => entry.includes(".more"));

describe("refused attempts", () => {
  it("are told one by one while they are few", () => {
    for (let i = 0; i < 10; i++) refuse("phone", i);
    expect(entries()).toHaveLength(10);
    store.refusals.tellCounts(hour + 10);
    expect(entries()).toHaveLength(10);
  });

  it("cost ten entries and a number, however many there are in an hour", () => {
    store.database.transaction(() => {
      for (let i = 0; i < 5_000; i++) refuse("phone", i);
    });
    expect(entries()).toHaveLength(10);
    refuse("phone", hour);
    expect(entries()).toHaveLength(12);
    expect(counted()).toEqual([
      `{"what":"approval.refused.more","who":"phone","count":4990,"since":0,"at":${hour}}`,
    ]);
    expect(store.audit.verify().kind).toBe("whole");
  });

  it("are counted apart for each device and each kind", () => {
    for (let i = 0; i < 20; i++) {
      for (const who of ["one", "two"]) {
        refuse(who, i);
        refuse(who, i, "session.refused");
      }
    }
    expect(entries()).toHaveLength(40);
    store.refusals.tellCounts(hour + 20);
    expect(counted()).toHaveLength(4);
  });

  it("that were only counted are told when their hour is over, also after a restart, and once", () => {
    for (let i = 0; i < 12; i++) refuse("phone", i);
    store.refusals.tellCounts(hour - 1);
    expect(counted()).toEqual([]);
    store = folder.reopenStore();
    store.refusals.tellCounts(hour);
    store.refusals.tellCounts(hour + 1);
    expect(counted()).toHaveLength(1);
  });

  it("are told again in another hour, and when the clock was set back", () => {
    for (let i = 0; i < 11; i++) refuse("phone", 5 * hour);
    refuse("phone", 6 * hour);
    refuse("phone", 1 * hour);
    expect(entries()).toHaveLength(13);
  });
});
