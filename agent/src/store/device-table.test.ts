// Devices and runs at rest.

import { runStates } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isUnderWay } from "../runs/run-transitions.ts";
import { addDevice, addRun, randomBytes } from "../testing/rows.ts";
import { type StateFolder, stateFolder } from "../testing/state-folder.ts";
import { StoreFailure } from "./database.ts";
import type { Store } from "./store.ts";

let folder: StateFolder;
let store: Store;
beforeEach(async () => {
  folder = await stateFolder();
  store = folder.openStore();
});
afterEach(() => folder.remove());

describe("a device", () => {
  it("is found by its id and by its slot, as it was added, also after a restart", () => {
    const device = addDevice(store, { role: "owner", name: "Ada's “phone” 🙂" });
    store = folder.reopenStore();
    expect(store.devices.byId(device.id)).toEqual(device);
    expect(store.devices.bySlot(device.slot)).toEqual(device);
    expect(store.devices.bySlot(device.id)).toBeUndefined();
  });

  it.each([true, false, undefined])("keeps what was said of its approving: %s", (approver) => {
    const { id } = addDevice(store, { approver: approver === undefined ? true : undefined });
    expect(store.devices.setRights(id, { role: "viewer", approver })).toBe(true);
    store = folder.reopenStore();
    expect(store.devices.byId(id)).toMatchObject({ role: "viewer" });
    expect(store.devices.byId(id)?.approver).toBe(approver);
  });

  it("is revoked once and for good, and stays known", () => {
    const [device, other] = [addDevice(store), addDevice(store, { pairedAt: 2 })];
    expect(store.devices.revoke(device.id, 5)).toBe(true);
    expect(store.devices.revoke(device.id, 6)).toBe(false);
    expect(store.devices.revoke(randomBytes(16), 6)).toBe(false);
    expect(store.devices.live().map(({ id }) => id)).toEqual([other.id]);
    expect(store.devices.bySlot(device.slot)?.revoked).toBe(true);
  });

  it("shares its slot with no other", () => {
    const { slot } = addDevice(store);
    expect(() => addDevice(store, { slot })).toThrow("UNIQUE");
  });

  it("with a role that nobody knows is refused, not guessed", () => {
    const { id } = addDevice(store);
    folder.asSomebodyElse().exec("UPDATE devices SET role = 'root'");
    expect(() => store.devices.byId(id)).toThrow(StoreFailure);
  });
});

describe("runs", () => {
  it("are unfinished exactly while they are under way", () => {
    const runs = runStates.map((state) => {
      const id = addRun(store);
      store.runs.setState(id, state, 0, 2);
      return { id, state };
    });
    const expected = runs.filter(({ state }) => isUnderWay(state)).map(({ state }) => state);
    expect(store.runs.unfinished().map(({ state }) => state)).toEqual(expected);
    for (const { id, state } of runs) expect(store.runs.byId(id)?.state).toBe(state);
    expect(store.runs.byId(randomBytes(16))).toBeUndefined();
  });
});
