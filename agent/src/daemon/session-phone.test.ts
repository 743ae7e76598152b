// Sessions with the real handshake: who gets in, what each is told, and that nothing moves before the phone
// has proved who it is.

import { feedsFollowedMax, readyWithinMs, sessionAgeMaxMs } from "@longrein/protocol/limits";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Device } from "../store/device-table.ts";
import {
  type PhonesUnderTest,
  phonesUnderTest,
  sessionHeader,
} from "../testing/phones-under-test.ts";
import { asksFor, appendLine } from "../testing/puppets.ts";
import { addRun, randomBytes } from "../testing/rows.ts";
import { settled, until } from "../testing/until.ts";
import type { HandshakeResult, WirePhone } from "../testing/wire-phone.ts";

let on: PhonesUnderTest;
beforeEach(async () => {
  on = await phonesUnderTest();
});
afterEach(() => on.on.remove());

const refusals = () => on.on.auditTexts().filter((text) => text.includes("session.refused"));
const feedOf = (letter: string) => `run:${letter.repeat(21)}A`;
const fromStart = (feed: string) => ({ feed, seq: 0, chain: new Uint8Array(32) });

function authenticate(phone: WirePhone, result: HandshakeResult): Promise<void> {
  return phone.say({ t: "auth", signature: phone.signature(result), cursors: [] });
}

const connect = (phone: WirePhone, device: Device) =>
  phone.connect(sessionHeader(device), device.psk);

describe("a phone in a session", () => {
  it("is told that it is ready, and then all of the inbox", async () => {
    const { phone, device } = on.pairedPhone({ role: "viewer" });
    addRun(on.on.store);
    on.on.store.events.append("inbox", { t: "run.state", run: device.id, state: "done", at: 1 }, 1);
    await authenticate(phone, await connect(phone, device));
    const ready = await phone.hears("ready");
    const { epoch } = on.on.store.events;
    const now = on.on.clock.now();
    expect(ready).toMatchObject({ device: device.id, role: "viewer", machine: "m", epoch, now });
    expect(ready.auditSize).toBe(on.on.store.audit.head().size);
    await phone.hears("current");
    expect(phone.heard.map(({ t }) => t)).toEqual(["ready", "setup", "reset", "event", "current"]);
    expect(await phone.hears("reset")).toMatchObject({ reason: "new", seq: 0 });
  });

  it("is sent what happens while it is there", async () => {
    const { phone, device } = await on.readyPhone();
    on.on.store.events.append("inbox", { t: "run.state", run: device.id, state: "done", at: 1 }, 1);
    expect(await phone.hears("event")).toMatchObject({ feed: "inbox", seq: 1 });
  });

  it("gives commands and hears what became of them", async () => {
    const { phone } = await on.readyPhone();
    const command = { id: randomBytes(16), exp: on.on.clock.now() + 1_000 };
    const names = { workspace: "w", driver: "puppet", prompt: "do it" };
    await phone.say({ t: "run.open", ...command, ...names });
    expect(await phone.hears("outcome")).toMatchObject({ id: command.id, state: "done" });
  });

  it("waits for nothing that takes long: other commands go on meanwhile", async () => {
    let isAtWork = false;
    on.on.puppet = () => {
      isAtWork = true;
      return new Promise(() => {});
    };
    const { phone } = await on.readyPhone();
    const names = { workspace: "w", driver: "puppet", prompt: "do it" };
    const exp = on.on.clock.now() + 1_000;
    await phone.say({ t: "run.open", id: randomBytes(16), exp, ...names });
    const { run } = await phone.hears("outcome");
    if (run === undefined) throw new Error("expected a run");
    await until(() => isAtWork, "the turn");
    await phone.say({ t: "run.stop", id: randomBytes(16), exp, run });
    const last = randomBytes(16);
    await phone.say({ t: "run.prompt", id: last, exp, run, text: "x" });
    await until(() => phone.heard.filter(({ t }) => t === "outcome").length >= 3, "three outcomes");
    const outcomes = phone.heard.filter((message) => message.t === "outcome");
    // What took long may have ended since.
    const first = outcomes.slice(0, 3).map(({ state }) => state);
    expect(first).toEqual(["done", "running", "failed"]);
  });

  it("hears of a question at once and of its answer", async () => {
    on.on.puppet = asksFor(appendLine()).puppet;
    const { phone } = await on.readyPhone();
    on.on.runs.open({ workspace: "w", driver: "puppet", prompt: { text: "do it" } });
    const seen = () => phone.heard.flatMap((each) => (each.t === "event" ? [each.body] : []));
    await until(() => seen().some((body) => body.includes("approval.asked")), "the question");
    expect(seen().some((body) => body.includes("approval.resolved"))).toBe(false);
    on.on.approvals.withdrawAll("on purpose");
    await until(() => seen().some((body) => body.includes("approval.resolved")), "its end");
  });

  it("lives for an hour and a little, so that a phone that never renews is let go", async () => {
    const { phone } = await on.readyPhone();
    on.on.clock.advance(sessionAgeMaxMs);
    await settled();
    expect(phone.cut).toBe(false);
    on.on.clock.advance(60_000);
    expect(await phone.ends()).toBe("renewing");
  });

  it("is let go at once when its device is revoked, and no other with it", async () => {
    const [lost, other] = [await on.readyPhone(), await on.readyPhone()];
    on.on.store.devices.revoke(lost.device.id, 1);
    await on.phones.endDevice(lost.device.id, "revoked");
    expect(await lost.phone.ends()).toBe("revoked");
    expect(other.phone.cut).toBe(false);
  });

  it("hears the reason of its end also while much is being sent to it", async () => {
    const { phone, device } = await on.readyPhone();
    for (let i = 0; i < 40; i++) {
      const event = { t: "run.state", run: device.id, state: "done", at: i } as const;
      on.on.store.events.append("inbox", event, i);
      if (i === 20) void on.phones.endDevice(device.id, "revoked");
    }
    expect(await phone.ends()).toBe("revoked");
  });

  it("may not prove itself twice, nor pair within a session", async () => {
    const [one, two] = [await on.readyPhone(), await on.readyPhone()];
    await one.phone.say({ t: "auth", signature: randomBytes(64), cursors: [] });
    const signature = randomBytes(64);
    await two.phone.say({ t: "enroll", identity: randomBytes(32), name: "x", signature });
    expect([await one.phone.ends(), await two.phone.ends()]).toEqual(["protocol", "protocol"]);
  });

  it("is not understood, and not let go, when it says something that is not known yet", async () => {
    const { phone } = await on.readyPhone();
    await phone.sayBytes(new TextEncoder().encode('{"v":1,"t":"later"}'));
    await settled();
    expect(phone.cut).toBe(false);
  });

  it("is cut off for a message that breaks the rules", async () => {
    const { phone } = await on.readyPhone();
    await phone.sayBytes(new TextEncoder().encode('{"v":1,"v":1,"t":"follow"}'));
    expect(await phone.ends()).toBe("cut");
  });

  it("follows as many feeds as it may and is let go for one more", async () => {
    const { phone } = await on.readyPhone();
    const follow = (letter: string) =>
      phone.say({ t: "follow", cursor: fromStart(feedOf(letter)) });
    for (const letter of "ABCDEFG".slice(0, feedsFollowedMax - 1)) await follow(letter);
    await follow("A");
    await until(() => phone.heard.filter(({ t }) => t === "current").length === 9, "all feeds");
    await phone.say({ t: "unfollow", feed: feedOf("A") });
    await follow("H");
    await settled();
    expect(phone.cut).toBe(false);
    await follow("I");
    expect(await phone.ends()).toBe("protocol");
  });

  it("is let go rather than left with a feed that has stopped, when the store cannot be read", async () => {
    const { phone, device } = on.pairedPhone();
    on.on.store.events.append("inbox", { t: "run.state", run: device.id, state: "done", at: 1 }, 1);
    on.on.folder.asSomebodyElse().exec("UPDATE events SET body = zeroblob(64)");
    await authenticate(phone, await connect(phone, device));
    expect(await phone.ends()).toBe("protocol");
  });
});

describe("a phone that does not prove its identity over this handshake", () => {
  const proofs: readonly (readonly [
    string,
    (phone: WirePhone, result: HandshakeResult) => Uint8Array,
  ])[] = [
    ["nothing", () => new Uint8Array(64)],
    ["another phone's signature", (_, result) => on.phone().signature(result)],
    [
      "its own signature over another handshake",
      (phone, { header }) => phone.signature({ header, handshakeHash: randomBytes(32) }),
    ],
    [
      "its own signature for another slot",
      (phone, { handshakeHash }) =>
        phone.signature({ handshakeHash, header: { mode: "session", id: randomBytes(16) } }),
    ],
    [
      "its own signature for pairing",
      (phone, { header, handshakeHash }) =>
        phone.signature({ handshakeHash, header: { ...header, mode: "pair" } }),
    ],
  ];

  it.each(proofs)("but brings %s is let go, told nothing, and recorded", async (_, proofOf) => {
    const { phone, device } = on.pairedPhone();
    const result = await connect(phone, device);
    await phone.say({ t: "auth", signature: proofOf(phone, result), cursors: [] });
    expect(await phone.ends()).toBe("unauthorised");
    expect([phone.heard, refusals().length]).toEqual([[], 1]);
  });

  it("is let go though its Noise key and psk are right, when the identity is another", async () => {
    const { phone, device } = on.pairedPhone({ identityKey: randomBytes(32) });
    await authenticate(phone, await connect(phone, device));
    expect(await phone.ends()).toBe("unauthorised");
  });

  it("is let go though its identity is right, when its Noise key is another", async () => {
    const { phone, device } = on.pairedPhone({ noiseKey: randomBytes(32) });
    await authenticate(phone, await connect(phone, device));
    expect(await phone.ends()).toBe("unauthorised");
    expect(phone.heard).toEqual([]);
  });

  it("is let go with an earlier session's proof", async () => {
    const { phone, device } = on.pairedPhone();
    const earlier = await connect(phone, device);
    phone.leave();
    await connect(phone, device);
    await phone.say({ t: "auth", signature: phone.signature(earlier), cursors: [] });
    await until(() => phone.cut, "the end");
    expect(phone.heard).toEqual([]);
  });

  it("gives no command: nothing happens but its end", async () => {
    const { phone, device } = on.pairedPhone({ role: "owner" });
    await connect(phone, device);
    const command = { id: randomBytes(16), exp: on.on.clock.now() + 1_000 };
    const names = { workspace: "w", driver: "puppet", prompt: "do it" };
    await phone.say({ t: "run.open", ...command, ...names });
    expect(await phone.ends()).toBe("unauthorised");
    expect([phone.heard, on.on.events()]).toEqual([[], []]);
  });

  it("is let go when it says nothing for fifteen seconds", async () => {
    const { phone, device } = on.pairedPhone();
    await connect(phone, device);
    await settled();
    on.on.clock.advance(readyWithinMs);
    expect(await phone.ends()).toBe("unauthorised");
  });

  it("and was revoked since its handshake began is told that", async () => {
    const { phone, device } = on.pairedPhone();
    const result = await connect(phone, device);
    await settled();
    on.on.store.devices.revoke(device.id, 1);
    await authenticate(phone, result);
    expect(await phone.ends()).toBe("revoked");
    expect(phone.heard).toEqual([]);
  });
});
