// Approvals at rest: one answer is taken, the first, and an end is an end.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addApproval, addRun, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

const ends = ["approved", "denied", "expired", "withdrawn", "void"] as const;

describe("an approval", () => {
  it("is read back byte for byte, also after a restart", () => {
    const actionBytes = new TextEncoder().encode('{"odd":"\u202e\u0000é🙂\\n"}');
    const nonce = randomBytes(16);
    const run = addRun(store);
    const id = addApproval(store, {
      actionBytes,
      nonce,
      run,
      shown: "displayed",
      forRun: true,
      askedAt: 5,
      notAfter: 6,
    });
    store = folder.reopenStore();
    const kept = {
      id,
      run,
      actionBytes,
      nonce,
      tier: 1,
      shown: "displayed",
      forRun: true,
      askedAt: 5,
      notAfter: 6,
      status: "pending",
    };
    expect(store.approvals.byId(id)).toEqual(kept);
  });

  it("takes one answer of fifty, the first, over two connections", () => {
    const second = folder.openStore();
    const id = addApproval(store);
    const devices = Array.from({ length: 50 }, () => randomBytes(16));
    const taken = devices.map((device, i) => {
      const { approvals } = i % 2 === 0 ? store : second;
      const outcome = i % 3 === 0 ? "denied" : "approved";
      return approvals.resolve(id, outcome, i, { device, signature: randomBytes(64) });
    });
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(taken[0]).toBe(true);
    const row = folder.asSomebodyElse().prepare("SELECT status, device FROM approvals").get();
    expect(row).toEqual({ status: "denied", device: Buffer.from(devices[0] ?? []) });
  });

  it.each(ends)("that is %s stays so", (end) => {
    const id = addApproval(store);
    expect(store.approvals.resolve(id, end, 1)).toBe(true);
    for (const other of ends) expect(store.approvals.resolve(id, other, 2)).toBe(false);
    expect(store.approvals.byId(id)?.status).toBe(end);
  });

  it("becomes void only after it was approved", () => {
    const [approved, denied, pending] = [
      addApproval(store),
      addApproval(store),
      addApproval(store),
    ];
    store.approvals.resolve(approved, "approved", 1);
    store.approvals.resolve(denied, "denied", 1);
    const voided = [approved, denied, pending].map((id) => store.approvals.makeVoid(id));
    expect(voided).toEqual([true, false, false]);
    const statuses = [approved, denied, pending].map((id) => store.approvals.byId(id)?.status);
    expect(statuses).toEqual(["void", "denied", "pending"]);
  });

  it("counts for its own run while it is pending", () => {
    const [run, other] = [addRun(store), addRun(store)];
    const first = addApproval(store, { run });
    addApproval(store, { run });
    addApproval(store, { run: other });
    store.approvals.resolve(first, "denied", 1);
    expect([store.approvals.pendingCount(run), store.approvals.pendingCount(other)]).toEqual([
      1, 1,
    ]);
    expect(store.approvals.pending()).toHaveLength(2);
  });

  it("needs a run that exists, and a nonce and an id that nobody has used", () => {
    const nonce = randomBytes(16);
    const id = addApproval(store, { nonce });
    expect(() => addApproval(store, { run: randomBytes(16) })).toThrow("FOREIGN KEY");
    expect(() => addApproval(store, { nonce })).toThrow("UNIQUE");
    expect(() => addApproval(store, { id })).toThrow("UNIQUE");
  });
});
