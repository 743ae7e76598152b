// Adding a phone, with the real handshake: one offer, one phone, one try at the code, and nothing exists
// before somebody at the machine has typed it.

import { type FrameType, checkCode, frameType } from "@longrein/protocol";
import {
  confirmWithinMs,
  offerLifetimeMs,
  pairingFailuresPerMinuteMax,
  readyWithinMs,
} from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nodePrimitives } from "../platform/node-primitives.ts";
import { type PhonesUnderTest, forOffer, phonesUnderTest } from "../testing/phones-under-test.ts";
import { randomBytes } from "../testing/rows.ts";
import { settled } from "../testing/until.ts";
import type { HandshakeResult } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

const codeOf = ({ handshakeHash }: HandshakeResult) => checkCode(nodePrimitives, handshakeHash);
const devices = () => on.on.store.devices.live();
const lastNews = () => on.news.at(-1);
const typesOf = (frames: readonly { type: FrameType }[]) => frames.map(({ type }) => type);

/** The code with its last digit another. */
function wrongCode(result: HandshakeResult): string {
  const code = codeOf(result);
  return code.slice(0, 3) + ((Number(code[3]) + 1) % 10);
}

describe("pairing", () => {
  it("makes a device when the code that the phone shows is typed, and not before", async () => {
    const offer = on.pairing.open();
    const { phone, result } = await on.waitingPhone(offer);
    expect(lastNews()).toEqual({ kind: "waiting", name: "Ada's phone", seconds: 45 });
    expect(await phone.hears("enroll.waiting")).toEqual({ t: "enroll.waiting", seconds: 45 });
    expect(devices()).toEqual([]);
    on.pairing.confirm(codeOf(result));
    const [device] = devices();
    expect(device?.identityKey).toEqual(phone.identityKey);
    expect(device?.noiseKey).toEqual(phone.noiseKey.public);
    const { slot, psk } = await phone.hears("enrolled");
    expect([slot, psk]).toEqual([device?.slot, device?.psk]);
    expect(await phone.ends()).toBe("done");
    expect(lastNews()).toEqual({ kind: "paired", name: "Ada's phone" });
  });

  it("takes the digits however they are typed", async () => {
    const { result } = await on.waitingPhone(on.pairing.open());
    const [a, b, c, d] = codeOf(result);
    on.pairing.confirm(` ${a}${b} - ${c}${d}\r`);
    expect(devices()).toHaveLength(1);
  });

  it("does not take an empty line for a try", async () => {
    const { result } = await on.waitingPhone(on.pairing.open());
    for (const line of ["", "  ", "yes"]) on.pairing.confirm(line);
    on.pairing.confirm(codeOf(result));
    expect(devices()).toHaveLength(1);
  });

  it("ends at the first wrong code, and the right one comes too late", async () => {
    const { phone, result } = await on.waitingPhone(on.pairing.open());
    on.pairing.confirm(wrongCode(result));
    on.pairing.confirm(codeOf(result));
    expect(await phone.hears("enroll.refused")).toMatchObject({ reason: "wrong-code" });
    expect(await phone.ends()).toBe("done");
    expect(lastNews()).toEqual({ kind: "failed", reason: "wrong-code" });
    expect(devices()).toEqual([]);
  });

  it.each(["00", "0", "12345"])(
    "takes %j for a wrong code, whatever it begins with",
    async (more) => {
      const { result } = await on.waitingPhone(on.pairing.open());
      on.pairing.confirm(codeOf(result) + more);
      expect(devices()).toEqual([]);
    },
  );

  it("lets nobody in whose code nobody has typed: a code typed too early counts for nobody", async () => {
    const offer = on.pairing.open();
    const { phone, result } = await on.claimingPhone(offer);
    on.pairing.confirm(codeOf(result));
    await settled();
    expect(devices()).toEqual([]);
    phone.leave();
  });
});

describe("an offer", () => {
  it("lets a phone attach at the relay until it is claimed", async () => {
    expect(on.pairing.admission()).toBeUndefined();
    const offer = on.pairing.open();
    expect(on.pairing.admission()).toMatchObject({ seconds: 300, id: forOffer(offer).header.id });
    on.on.clock.advance(100_500);
    expect(on.pairing.admission()?.seconds).toBe(200);
    const changes = on.admissionsChanged;
    on.pairing.cancel();
    expect(on.pairing.admission()).toBeUndefined();
    expect(on.admissionsChanged).toBeGreaterThan(changes);
  });

  it("lets a second phone attach and finish the handshake, only to hear that it is used", async () => {
    const offer = on.pairing.open();
    const { result } = await on.waitingPhone(offer);
    const late = await on.claimingPhone(offer);
    expect(await late.phone.hears("enroll.refused")).toMatchObject({ reason: "used" });
    expect(await late.phone.ends()).toBe("done");
    on.pairing.confirm(codeOf(result));
    expect(devices()).toHaveLength(1);
    const later = await on.claimingPhone(offer);
    const signature = later.phone.signature(later.result);
    await later.phone.say({ t: "enroll", identity: later.phone.identityKey, name: "x", signature });
    expect(await later.phone.hears("enroll.refused")).toMatchObject({ reason: "used" });
    expect([devices().length, lastNews()?.kind]).toEqual([1, "paired"]);
    on.on.clock.advance(offerLifetimeMs);
    expect(on.pairing.admission()).toBeUndefined();
    const { header, psk0 } = forOffer(offer);
    expect(await on.phone().begin(header, psk0)).toBeUndefined();
  });

  it("gives the rights that it was made for, and the least if none were said", async () => {
    for (const rights of [
      { role: "viewer", approver: true },
      { role: "operator", approver: false },
      { role: "owner" },
    ] as const) {
      const { result } = await on.waitingPhone(on.pairing.open(rights));
      on.pairing.confirm(codeOf(result));
      const { role, approver } = devices().at(-1) ?? {};
      expect({ role, approver }).toEqual({ approver: undefined, ...rights });
    }
    const { result } = await on.waitingPhone(on.pairing.open());
    on.pairing.confirm(codeOf(result));
    expect(devices().at(-1)?.role).toBe("viewer");
  });

  it("is nobody's after the first phone has claimed it, whatever becomes of that one", async () => {
    const offer = on.pairing.open();
    const first = await on.waitingPhone(offer);
    first.phone.leave();
    await settled();
    expect(lastNews()).toEqual({ kind: "failed", reason: "gone" });
    const { phone } = await on.claimingPhone(offer);
    expect(await phone.hears("enroll.refused")).toMatchObject({ reason: "used" });
    expect(devices()).toEqual([]);
  });

  it("goes to whoever finishes the handshake first, though two have begun it", async () => {
    const offer = on.pairing.open();
    const { header, psk0 } = forOffer(offer);
    const [slow, fast] = [on.phone(), on.phone()];
    const m2 = await slow.begin(header, psk0);
    const { result } = await on.waitingPhone(offer);
    await slow.finish(m2 ?? new Uint8Array());
    expect(await slow.hears("enroll.refused")).toMatchObject({ reason: "used" });
    on.pairing.confirm(codeOf(result));
    expect(devices()).toHaveLength(1);
    fast.leave();
  });

  it("is over after five minutes", async () => {
    const offer = on.pairing.open();
    const { header, psk0 } = forOffer(offer);
    on.on.clock.advance(offerLifetimeMs - 1);
    expect(on.news).toEqual([]);
    on.on.clock.advance(1);
    expect(lastNews()).toEqual({ kind: "failed", reason: "expired" });
    expect(await on.phone().begin(header, psk0)).toBeUndefined();
  });

  it("is over by the clock too, when the machine has slept through the timer", async () => {
    const { header, psk0 } = forOffer(on.pairing.open());
    on.on.clock.wall += offerLifetimeMs;
    expect(on.pairing.admission()).toBeUndefined();
    expect(await on.phone().begin(header, psk0)).toBeUndefined();
  });

  it("must still live when the handshake ends, not only when it begins", async () => {
    const { header, psk0 } = forOffer(on.pairing.open());
    const phone = on.phone();
    const m2 = await phone.begin(header, psk0);
    on.on.clock.wall += offerLifetimeMs;
    await phone.finish(m2 ?? new Uint8Array());
    expect(await phone.ends()).toBe("cut");
    expect(devices()).toEqual([]);
  });

  it("does not live longer because the clock was set back", async () => {
    const { header, psk0 } = forOffer(on.pairing.open());
    on.on.clock.wall -= 86_400_000;
    on.on.clock.advance(offerLifetimeMs);
    expect(await on.phone().begin(header, psk0)).toBeUndefined();
  });

  it("is replaced by the next one", async () => {
    const [old, next] = [on.pairing.open(), on.pairing.open()];
    const { header, psk0 } = forOffer(old);
    expect(await on.phone().begin(header, psk0)).toBeUndefined();
    await on.waitingPhone(next);
  });

  it("answers ten first messages a minute and then none, not even the right one", async () => {
    const offer = on.pairing.open();
    const { header, psk0 } = forOffer(offer);
    for (let i = 0; i < pairingFailuresPerMinuteMax; i++) {
      const stranger = on.phone();
      expect(await stranger.begin(header, randomBytes(32))).toBeUndefined();
    }
    const shutOut = on.phone();
    expect(await shutOut.begin(header, psk0)).toBeUndefined();
    expect(typesOf(shutOut.frames)).toEqual([frameType.close]);
    on.on.clock.advance(60_000);
    await on.waitingPhone(offer);
  });
});

describe("a phone that has claimed an offer", () => {
  it("is let go when it says nothing", async () => {
    const { phone } = await on.claimingPhone(on.pairing.open());
    await settled();
    on.on.clock.advance(readyWithinMs);
    expect(await phone.ends()).toBe("unauthorised");
    expect(lastNews()).toEqual({ kind: "failed", reason: "gone" });
  });

  it("is refused when nobody types its code in time", async () => {
    const { phone } = await on.waitingPhone(on.pairing.open());
    on.on.clock.advance(confirmWithinMs - 1);
    await settled();
    expect(phone.cut).toBe(false);
    on.on.clock.advance(1);
    expect(await phone.hears("enroll.refused")).toMatchObject({ reason: "timeout" });
    expect(lastNews()).toEqual({ kind: "failed", reason: "timeout" });
  });

  it("is told when somebody cancels, and when a new offer is made", async () => {
    for (const end of [() => on.pairing.cancel(), () => on.pairing.open()]) {
      const { phone } = await on.waitingPhone(on.pairing.open());
      end();
      expect(await phone.hears("enroll.refused")).toMatchObject({ reason: "cancelled" });
      expect(await phone.ends()).toBe("done");
    }
  });

  it("is no device when it has left before its code was typed", async () => {
    const { phone, result } = await on.waitingPhone(on.pairing.open());
    phone.leave();
    await settled();
    on.pairing.confirm(codeOf(result));
    expect([devices(), lastNews()]).toEqual([[], { kind: "failed", reason: "gone" }]);
  });

  it("is refused with a signature over another handshake", async () => {
    const earlier = await on.claimingPhone(on.pairing.open());
    const { phone } = await on.claimingPhone(on.pairing.open());
    const signature = phone.signature(earlier.result);
    await phone.say({ t: "enroll", identity: phone.identityKey, name: "x", signature });
    expect(await phone.ends()).toBe("unauthorised");
    expect([devices(), lastNews()]).toEqual([[], { kind: "failed", reason: "gone" }]);
  });

  it("is refused with an identity that it cannot sign for", async () => {
    const stranger = on.phone();
    const { phone, result } = await on.claimingPhone(on.pairing.open());
    const signature = phone.signature(result);
    await phone.say({ t: "enroll", identity: stranger.identityKey, name: "x", signature });
    expect(await phone.ends()).toBe("unauthorised");
  });

  it("may say who it is, once, and nothing else", async () => {
    const { phone, result } = await on.waitingPhone(on.pairing.open());
    const signature = phone.signature(result);
    await phone.say({ t: "enroll", identity: phone.identityKey, name: "again", signature });
    expect(await phone.ends()).toBe("unauthorised");
    const other = await on.claimingPhone(on.pairing.open());
    await other.phone.say({
      t: "auth",
      signature: other.phone.signature(other.result),
      cursors: [],
    });
    expect(await other.phone.ends()).toBe("protocol");
    expect(devices()).toEqual([]);
  });
});
