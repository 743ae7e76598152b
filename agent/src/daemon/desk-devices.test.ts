// Phones about phones: who may rename, promote and revoke whom, that what is revoked is gone at once, and
// that a phone cannot lock the machine's owner out.

import { type Command, type Role, equalBytes } from "@longrein/protocol";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Device } from "../store/device-table.ts";
import {
  type PhonesUnderTest,
  phonesUnderTest,
  sessionHeader,
} from "../testing/phones-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import type { WirePhone } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
let owner: { phone: WirePhone; device: Device };
beforeEach(async () => {
  on = await phonesUnderTest();
  owner = await on.readyPhone({ role: "owner", name: "first" });
});
afterEach(() => on.on.remove());

type Bare<C> = C extends Command ? Omit<C, "id" | "exp"> : never;
type DeviceCommand = Bare<Extract<Command, { device: Uint8Array }>>;

/** The code of a refusal, or "done". */
async function give(command: DeviceCommand, by = owner): Promise<string> {
  const id = randomBytes(16);
  const exp = on.on.clock.now() + 1_000;
  const told: string[] = [];
  const whole: Command = { ...command, id, exp };
  await on.on.desk.submit(by.device.id, whole, id, ({ state, code }) => told.push(code ?? state));
  return told.join();
}

const storedOf = ({ id }: Device) => on.on.store.devices.byId(id);
const day = 24 * 60 * 60_000;

describe("an owner's phone", () => {
  it("renames another, and not to nothing", async () => {
    const { device } = on.pairedPhone();
    const { id } = device;
    expect(await give({ t: "device.rename", device: id, name: "kitchen" })).toBe("done");
    expect(storedOf(device)?.name).toBe("kitchen");
    expect(await give({ t: "device.rename", device: id, name: " \t" })).toBe("INVALID");
    expect(storedOf(device)?.name).toBe("kitchen");
  });

  it("gives another a role, which that one is told when it comes back", async () => {
    const { phone, device } = await on.readyPhone({ role: "viewer" });
    expect(await give({ t: "device.role", device: device.id, role: "operator" })).toBe("done");
    expect(await phone.ends()).toBe("renewing");
    phone.heard.length = 0;
    const result = await phone.connect(sessionHeader(device), device.psk);
    await phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
    expect(await phone.hears("ready")).toMatchObject({ role: "operator" });
  });

  it("makes no owners: that is done at the machine", async () => {
    const { device } = on.pairedPhone({ role: "operator" });
    expect(await give({ t: "device.role", device: device.id, role: "owner" })).toBe("FORBIDDEN");
    expect(storedOf(device)?.role).toBe("operator");
    expect(on.on.devices.setRole("machine", device.id, "owner")).toBeUndefined();
    expect(storedOf(device)?.role).toBe("owner");
  });

  it("revokes another, whose session ends within a second and who does not come back", async () => {
    const lost = await on.readyPhone();
    // By the agent's clock, which stands: nothing is waited for.
    const begun = on.on.clock.elapsed();
    expect(await give({ t: "device.revoke", device: lost.device.id })).toBe("done");
    expect(await lost.phone.ends()).toBe("revoked");
    expect(on.on.clock.elapsed() - begun).toBe(0);
    expect(await lost.phone.begin(sessionHeader(lost.device), lost.device.psk)).toBeUndefined();
    expect(owner.phone.cut).toBe(false);
  });

  it("is the last one: it can neither lower nor revoke itself, and the machine can", async () => {
    const { id } = owner.device;
    expect(await give({ t: "device.role", device: id, role: "viewer" })).toBe("FORBIDDEN");
    expect(await give({ t: "device.revoke", device: id })).toBe("FORBIDDEN");
    expect(storedOf(owner.device)).toMatchObject({ role: "owner", revoked: false });
    expect(on.on.devices.revoke("machine", id)).toBeUndefined();
    expect(await owner.phone.ends()).toBe("revoked");
  });

  it("is not the last one: it can go", async () => {
    const other = on.pairedPhone({ role: "owner" });
    expect(await give({ t: "device.role", device: owner.device.id, role: "viewer" })).toBe("done");
    const { id } = owner.device;
    expect(await give({ t: "device.revoke", device: id }, other)).toBe("done");
  });

  it("finds no phone that was revoked or never was", async () => {
    const { device } = on.pairedPhone();
    on.on.devices.revoke("machine", device.id);
    for (const id of [device.id, randomBytes(16)]) {
      expect(await give({ t: "device.rename", device: id, name: "x" })).toBe("NOT_FOUND");
      expect(await give({ t: "device.role", device: id, role: "viewer" })).toBe("NOT_FOUND");
      expect(await give({ t: "device.revoke", device: id })).toBe("NOT_FOUND");
    }
  });

  it("leaves in the log who changed whom", async () => {
    const { device } = on.pairedPhone();
    const { id } = device;
    await give({ t: "device.role", device: id, role: "viewer" });
    await give({ t: "device.revoke", device: id });
    on.on.devices.revoke("machine", owner.device.id);
    const [role, revoked, last] = on.on
      .auditTexts()
      .filter((text) => text.includes('"device.'))
      .map((text): unknown => JSON.parse(text));
    const [them, us] = [id, owner.device.id].map((each) => Buffer.from(each).toString("base64url"));
    const now = { role: "viewer", approver: "no" };
    expect(role).toMatchObject({ what: "device.role", changed: them, ...now, device: us });
    expect(revoked).toMatchObject({ what: "device.revoked", revoked: them, device: us });
    expect(last).toMatchObject({ what: "device.revoked", revoked: us, by: "machine" });
  });
});

describe("the right to approve", () => {
  const may = async (phone: WirePhone, device: Device) => {
    phone.heard.length = 0;
    const result = await phone.connect(sessionHeader(device), device.psk);
    await phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
    const { role, approver } = await phone.hears("ready");
    return [role, approver];
  };

  it.each([
    ["taken from an operator", "operator", false],
    ["given to a viewer", "viewer", true],
  ] as const)("is %s, who is told so at once, and the log says who did it", async (_, role, to) => {
    const { phone, device } = await on.readyPhone({ role });
    const { id } = device;
    expect(await phone.hears("ready")).toMatchObject({ role, approver: !to });
    expect(await give({ t: "device.role", device: id, role, approver: to })).toBe("done");
    expect(await phone.ends()).toBe("renewing");
    expect(await may(phone, device)).toEqual([role, to]);
    const told = on.on.auditTexts().filter((text) => text.includes('"device.'));
    const [changed, by] = [id, owner.device.id].map((each) =>
      Buffer.from(each).toString("base64url"),
    );
    expect(told.map((text): unknown => JSON.parse(text))).toMatchObject([
      { what: "device.approver", changed, role, approver: to ? "yes" : "no", device: by },
    ]);
  });

  it("comes and goes with the role; a no that was said stays, and a yes does not", async () => {
    const { id } = on.pairedPhone({ role: "operator" }).device;
    const change = async (role: Role, approver?: boolean) => {
      await give({
        t: "device.role",
        device: id,
        role,
        ...(approver !== undefined && { approver }),
      });
      const line = on.on.devices.list().find(({ device }) => equalBytes(device, id));
      return [line?.role, line?.approver];
    };
    expect(await change("viewer")).toEqual(["viewer", false]);
    expect(await change("operator")).toEqual(["operator", true]);
    expect(await change("viewer", true)).toEqual(["viewer", true]);
    expect(await change("viewer")).toEqual(["viewer", true]);
    expect(await change("operator")).toEqual(["operator", true]);
    expect(await change("viewer")).toEqual(["viewer", false]);
    expect(await change("operator", false)).toEqual(["operator", false]);
    expect(await change("viewer")).toEqual(["viewer", false]);
    expect(await change("operator")).toEqual(["operator", false]);
    expect(await change("operator", true)).toEqual(["operator", true]);
  });

  it("is every owner's, and is taken from none", async () => {
    const { device } = on.pairedPhone({ role: "operator", approver: false });
    expect(on.on.devices.setRole("machine", device.id, "owner")).toBeUndefined();
    expect(on.on.devices.list()).toMatchObject([{ approver: true }, { approver: true }]);
    expect(on.on.devices.setRole("machine", device.id, "owner", false)).toBe("INVALID");
    const none = { t: "device.role", device: device.id, role: "owner", approver: false } as const;
    expect(await give(none)).toBe("INVALID");
    expect(storedOf(device)?.role).toBe("owner");
  });

  it("is changed by owners alone, and a phone that changes nothing of it goes on undisturbed", async () => {
    const { phone, device } = await on.readyPhone({ role: "operator", approver: false });
    const by = { phone, device };
    const yes = { t: "device.role", device: device.id, role: "operator", approver: true } as const;
    expect(await give(yes, by)).toBe("FORBIDDEN");
    expect(storedOf(device)?.approver).toBe(false);
    expect(await give({ ...yes, approver: false })).toBe("done");
    expect([phone.cut, on.on.auditTexts().filter((text) => text.includes('"device.'))]).toEqual([
      false,
      [],
    ]);
  });
});

describe("the list of phones", () => {
  it("says of each what it is called, what it may do, and whether it is here", async () => {
    const away = on.pairedPhone({ name: "second", role: "viewer" });
    await owner.phone.say({ t: "devices.list", id: randomBytes(16) });
    const { devices } = await owner.phone.hears("devices");
    expect(devices).toHaveLength(2);
    const [first, second] = [owner.device, away.device].map(({ id }) =>
      devices.find(({ device }) => equalBytes(device, id)),
    );
    const seenAt = on.on.clock.now();
    expect(first).toMatchObject({ name: "first", role: "owner", here: true, seenAt });
    expect(second).toMatchObject({ name: "second", role: "viewer", here: false });
    expect(second).not.toHaveProperty("seenAt");
    const words = devices.map((device) => device.words);
    for (const each of words) expect(each).toMatch(/^[a-z]{5}(-[a-z]{5}){3}$/);
    expect(new Set(words).size).toBe(2);
  });
});

describe("a phone that was not seen for 90 days", () => {
  it("is revoked when it comes back, and one day earlier is not", async () => {
    const { phone, device } = await on.readyPhone({ pairedAt: on.on.clock.now() });
    phone.leave();
    const comesBack = async () => {
      phone.heard.length = 0;
      const result = await phone.connect(sessionHeader(device), device.psk);
      await phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
    };
    on.on.clock.wall += 89 * day;
    await comesBack();
    await phone.hears("ready");
    phone.leave();
    on.on.clock.wall += 91 * day;
    await comesBack();
    expect(await phone.ends()).toBe("revoked");
    expect(storedOf(device)?.revoked).toBe(true);
  });
});
