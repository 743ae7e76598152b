// All phones together: how many are let in, how often, whose line is whose, and how they all end.

import { frameType } from "@longrein/protocol";
import {
  handshakesPerMinuteMax,
  phonesPerSessionMax,
  readyWithinMs,
} from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  type PhonesUnderTest,
  phonesUnderTest,
  sessionHeader,
} from "../testing/phones-under-test.ts";
import { addDevice, randomBytes } from "../testing/rows.ts";
import { settled } from "../testing/until.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

describe("a phone without the right psk", () => {
  it("hears the same, whether its slot is unknown, revoked, or merely the psk is wrong", async () => {
    const { device } = on.pairedPhone();
    const revoked = addDevice(on.on.store);
    on.on.store.devices.revoke(revoked.id, 1);
    const cases = [
      [sessionHeader(device), randomBytes(32)],
      [sessionHeader(revoked), revoked.psk],
      [{ mode: "session", id: randomBytes(16) }, randomBytes(32)],
      [{ mode: "pair", id: device.slot }, device.psk],
    ] as const;
    for (const [header, psk] of cases) {
      const phone = on.phone();
      expect(await phone.begin(header, psk)).toBeUndefined();
      await settled();
      expect(phone.frames).toEqual([{ type: frameType.close, body: new Uint8Array() }]);
    }
    expect(on.on.events()).toEqual([]);
  });
});

describe("many phones", () => {
  it("of unknown ids are not answered beyond sixty handshakes a minute, and paired ones still are", async () => {
    const { phone, device } = on.pairedPhone();
    const answered = (stranger: { frames: readonly { type: number }[] }) =>
      stranger.frames.some(({ type }) => type === frameType.handshake);
    for (let i = 0; i <= handshakesPerMinuteMax; i++) {
      await on.phone(1_000 + i).begin({ mode: "session", id: randomBytes(16) }, randomBytes(32));
    }
    const stranger = on.phone(1_999);
    await stranger.begin({ mode: "session", id: randomBytes(16) }, randomBytes(32));
    expect(answered(stranger)).toBe(false);
    expect(await phone.begin(sessionHeader(device), device.psk)).toBeDefined();
  });

  it("cannot use up another one's handshakes, and a clock set back gives their own back", async () => {
    const [{ phone, device }, other] = [on.pairedPhone(), on.pairedPhone()];
    for (let i = 0; i < 20; i++) {
      await on.phone(1_000 + i).begin(sessionHeader(other.device), randomBytes(32));
    }
    const { header, psk } = { header: sessionHeader(other.device), psk: other.device.psk };
    expect(await other.phone.begin(header, psk)).toBeUndefined();
    expect(await phone.begin(sessionHeader(device), device.psk)).toBeDefined();
    // A clock that was wrong and is set right must not shut anybody out until it is wrong again.
    on.on.clock.wall -= 86_400_000;
    expect(await on.phone(2_000).begin(header, psk)).toBeDefined();
  });

  it("have eight places, and one that never finishes its handshake keeps none", async () => {
    const { device } = on.pairedPhone();
    for (let i = 0; i < phonesPerSessionMax; i++) on.phones.opened(100 + i, device.slot);
    on.phones.opened(200, device.slot);
    const late = on.phone(200);
    late.write(frameType.handshake, randomBytes(99));
    await settled();
    expect(late.frames).toEqual([]);
    on.on.clock.advance(readyWithinMs);
    await settled();
    const { phone, device: other } = await on.readyPhone();
    expect([phone.cut, other.id]).toEqual([false, other.id]);
    expect(device.id).not.toEqual(other.id);
  });

  it("may take each other's line: the end of the first is not the end of the second", async () => {
    const first = await on.readyPhone();
    const { number } = first.phone;
    on.phones.closed(number);
    const second = on.phone(number);
    const device = addDevice(on.on.store, {
      identityKey: second.identityKey,
      noiseKey: second.noiseKey.public,
    });
    const result = await second.connect(sessionHeader(device), device.psk);
    await second.say({ t: "auth", signature: second.signature(result), cursors: [] });
    await second.hears("current");
    await on.phones.endDevice(device.id, "revoked");
    expect(await second.ends()).toBe("revoked");
  });

  it("are all gone with the link, and none is told", async () => {
    const phones = [await on.readyPhone(), await on.readyPhone()];
    on.phones.lost();
    await settled();
    expect(phones.map(({ phone }) => phone.cut)).toEqual([false, false]);
    await on.readyPhone();
  });

  it("are told when they are sent away, also where two do so at once", async () => {
    const { phone } = await on.readyPhone();
    await Promise.all([on.phones.endAll("shutdown"), on.phones.endAll("shutdown")]);
    expect(await phone.ends()).toBe("shutdown");
  });

  it("are all told when the agent shuts down", async () => {
    const phones = [await on.readyPhone(), await on.readyPhone()];
    await on.phones.endAll("shutdown");
    for (const { phone } of phones) expect(await phone.ends()).toBe("shutdown");
  });
});
