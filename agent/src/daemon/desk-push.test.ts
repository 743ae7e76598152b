// Phones whose app is closed are told of what waits: by a real push service, opened as their browser opens it.

import { createECDH } from "node:crypto";
import { type Query, fromBase64url, fromUtf8, toBase64url } from "@longrein/protocol";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type DeskUnderTest, agentNames, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { appendLine, asksFor } from "../testing/puppets.ts";
import { type PushBrowser, pushBrowser } from "../testing/push-browser.ts";
import { type PushService, startPushService } from "../testing/push-vendor.ts";
import { randomBytes } from "../testing/rows.ts";

let service: PushService;
let on: DeskUnderTest;
let phone: PhoneUnderTest;
let browser: PushBrowser;
/** Of what was posted before the test. */
let before: number;
beforeAll(async () => {
  service = await startPushService();
});
afterAll(() => service.close());
beforeEach(async () => {
  on = await deskUnderTest();
  on.pushHosts = [service.host];
  phone = on.addPhone();
  browser = await pushBrowser();
  before = service.posted.length;
  service.says();
  on.puppet = asksFor(appendLine()).puppet;
});
afterEach(() => on.remove());

type Subscribing = Extract<Query, { t: "push.subscribe" }>;
const vapid = randomBytes(32);
const id = randomBytes(16);
const subscribing = (about: Partial<Subscribing> = {}): Subscribing => ({
  t: "push.subscribe",
  id,
  endpoint: service.endpoint(),
  p256dh: browser.p256dh,
  auth: browser.auth,
  vapid,
  approvals: true,
  questions: true,
  endings: true,
  ...about,
});
const subscribe = (about?: Partial<Subscribing>, by = phone) =>
  on.desk.answer(by.id, subscribing(about));
const say = (t: "push.unsubscribe" | "push.test", by = phone) => on.desk.answer(by.id, { t, id });
const posted = () => service.posted.slice(before);
const ended = { t: "push", id, on: true };

/** Lets the clock go on until the phone has been told so often. */
async function told(count: number) {
  await on.until(() => {
    on.clock.advance(200);
    return posted().length >= count && on.pushed.length >= count;
  }, `${count} messages`);
  const texts = await Promise.all(posted().map(({ body }) => browser.open(body)));
  return texts.map((text): unknown => JSON.parse(text));
}

/** As long as a phone could be told something. */
async function quiet(): Promise<void> {
  for (let second = 0; second < 60; second++) {
    on.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function ask() {
  const [opened] = await on.submit(phone, phone.open());
  const run = opened?.run ?? randomBytes(16);
  return { run, ask: await on.asked(on.asks().length + 1) };
}

const studio = { v: 1, machine: toBase64url(agentNames.sessionId), name: "studio" };

describe("a phone that has subscribed", () => {
  it("names ten addresses within an hour and no more, since each stands in the log for good", async () => {
    const another = (n: number) => subscribe({ endpoint: `${service.endpoint()}${n}` });
    for (let n = 0; n < 10; n++) expect(await another(n)).toEqual(ended);
    expect(await another(10)).toMatchObject({ t: "unanswered", code: "BUSY" });
    expect(await another(9)).toEqual(ended);
    on.clock.advance(60 * 60_000);
    expect(await another(10)).toEqual(ended);
  });

  it("is told that an approval waits, and of what it is about not a word", async () => {
    expect(await subscribe()).toEqual(ended);
    const { run, ask: asked } = await ask();
    const approval = toBase64url(asked.approval);
    const notice = { kind: "approval", id: approval, run: toBase64url(run), count: 1 };
    expect(await told(1)).toEqual([{ ...studio, ...notice }]);
    const [first] = posted();
    expect(first?.path).toBe("/wpush/v2/abc");
    expect(first?.headers).toMatchObject({ urgency: "high", topic: approval });
    expect(first?.headers).toMatchObject({ "content-encoding": "aes128gcm" });
    const kept = Number(first?.headers["ttl"]);
    expect(kept).toBeGreaterThanOrEqual((asked.notAfter - on.clock.now()) / 1_000);
    expect(kept).toBeLessThan(900);
    const token = /^vapid t=[\w-]+\.([\w-]+)\.[\w-]+, k=([\w-]+)$/;
    const [, claims = "", key] = token.exec(first?.headers.authorization ?? "") ?? [];
    const keys = createECDH("prime256v1");
    keys.setPrivateKey(vapid);
    expect(key).toBe(toBase64url(keys.getPublicKey()));
    const said: unknown = JSON.parse(fromUtf8(fromBase64url(claims) ?? new Uint8Array(0)));
    expect(said).toMatchObject({ aud: `https://${service.host}`, sub: "https://app.example" });
  });

  it("is told under the same topic when that was answered elsewhere", async () => {
    await subscribe();
    const { run, ask: asked } = await ask();
    await told(1);
    const other = on.addPhone();
    await on.submit(other, other.answer(asked, "deny"));
    await on.untilRun(run, "done");
    const ids = [toBase64url(asked.approval)];
    expect((await told(3)).slice(1)).toEqual(
      expect.arrayContaining([
        { ...studio, kind: "over", ids },
        { ...studio, kind: "done", id: toBase64url(run), run: toBase64url(run), count: 1 },
      ]),
    );
    expect(posted().filter(({ headers }) => headers["topic"] === ids[0])).toHaveLength(2);
    expect(new Set(posted().map(({ body }) => body.length)).size).toBe(1);
  });

  it("is told once more five minutes before the time is over", async () => {
    await subscribe();
    const { ask: asked } = await ask();
    const [first] = await told(1);
    on.clock.advance(asked.notAfter - on.clock.now() - 6 * 60_000);
    expect(posted()).toHaveLength(1);
    expect(await told(2)).toEqual([first, first]);
  });

  it("hears of several at once in one message, and of no more than one in ten seconds", async () => {
    await subscribe();
    on.puppet = asksFor(appendLine("a"), appendLine("b"), appendLine("c")).puppet;
    await on.submit(phone, phone.open());
    await on.asked(3);
    expect(await told(1)).toMatchObject([{ kind: "approval", count: 3 }]);
    const at = on.clock.elapsed();
    on.puppet = asksFor(appendLine("d")).puppet;
    await ask();
    expect(await told(2)).toMatchObject([{ count: 3 }, { kind: "approval", count: 1 }]);
    expect(on.clock.elapsed() - at).toBeGreaterThanOrEqual(9_000);
  });

  it("hears nothing while the app is looked at, and of what still waits once it is put away", async () => {
    await subscribe();
    const leave = on.desk.arrived(phone.id, () => undefined);
    await ask();
    await quiet();
    expect(posted()).toHaveLength(0);
    await on.desk.answer(phone.id, { t: "push.seen", id, seen: false });
    expect(await told(1)).toMatchObject([{ kind: "approval" }]);
    await on.desk.answer(phone.id, { t: "push.seen", id, seen: true });
    leave();
    await quiet();
    expect(posted()).toHaveLength(1);
  });

  it("hears of what waits when its connection ends without a word", async () => {
    await subscribe();
    const leave = on.desk.arrived(phone.id, () => undefined);
    await ask();
    leave();
    expect(await told(1)).toMatchObject([{ kind: "approval" }]);
  });

  it("hears only of the kinds that it wants", async () => {
    await subscribe({ approvals: false, endings: true });
    const { run, ask: asked } = await ask();
    await on.submit(phone, phone.answer(asked, "deny"));
    await on.untilRun(run, "done");
    expect(await told(1)).toMatchObject([{ kind: "done" }]);
  });

  it("hears of approvals as whoever can answer them in some way, and not as a viewer", async () => {
    await subscribe({}, on.addPhone("viewer"));
    await ask();
    await quiet();
    expect(posted()).toHaveLength(0);
    await subscribe({ endpoint: service.endpoint("a") }, on.addPhone("viewer", true));
    await subscribe({ endpoint: service.endpoint("b") }, on.addPhone("operator", false));
    await ask();
    await told(2);
    expect(new Set(posted().map(({ path }) => path.at(-1)))).toEqual(new Set("ab"));
  });
});

describe("a subscription", () => {
  const stored = () => on.store.subscriptions.of(phone.id);

  it("is kept sealed, also over a restart, and taken in place of the one before", async () => {
    await subscribe();
    await subscribe({ endpoint: service.endpoint("second"), endings: false });
    on = on.restarted();
    on.pushHosts = [service.host];
    const { t: _t, id: _id, ...kept } = subscribing({ endpoint: service.endpoint("second") });
    expect(stored()).toEqual({ ...kept, endings: false });
    const sql = "SELECT subscription FROM push_subscriptions";
    const rows = on.folder.asSomebodyElse().prepare<[], Buffer>(sql).pluck().all();
    expect(rows.map((row) => row.includes("second") || row.includes(service.host))).toEqual([
      false,
    ]);
    expect(on.auditTexts().filter((text) => text.includes("push.subscribed"))).toHaveLength(2);
    expect(on.auditTexts().join()).not.toContain("second");
    on.puppet = asksFor(appendLine()).puppet;
    await ask();
    await told(1);
    expect(posted()[0]?.path).toBe("/second");
  });

  it("ends with the phone's own word", async () => {
    await subscribe();
    expect(await say("push.unsubscribe")).toEqual({ t: "push", id, on: false });
    expect(await say("push.test")).toEqual({ t: "unanswered", id, code: "NOT_FOUND" });
    await ask();
    await quiet();
    expect(posted()).toHaveLength(0);
  });

  it("ends when the phone is revoked", async () => {
    const owner = on.addPhone("owner");
    await subscribe();
    await ask();
    on.devices.revoke({ id: owner.id }, phone.id);
    expect(on.store.subscriptions.all()).toEqual([]);
    await quiet();
    expect(posted()).toHaveLength(0);
  });

  it.each([404, 410])("is forgotten when the push service says %i", async (status) => {
    await subscribe();
    service.says(status);
    expect(await say("push.test")).toEqual({ t: "push", id, on: false, sent: "gone" });
    expect(stored()).toBeUndefined();
  });

  it("to anything but a push service is refused, and nothing is sent there", async () => {
    on.pushHosts = [];
    for (const endpoint of [
      service.endpoint(),
      "https://localhost/x",
      "https://169.254.169.254/",
    ]) {
      expect(await subscribe({ endpoint })).toEqual({ t: "unanswered", id, code: "INVALID" });
    }
    expect(await subscribe({ p256dh: new Uint8Array(65) })).toMatchObject({ code: "INVALID" });
    expect(await subscribe({ vapid: new Uint8Array(32) })).toMatchObject({ code: "INVALID" });
    on.pushHosts = [service.host];
    await subscribe();
    on.pushHosts = [];
    expect(await say("push.test")).toMatchObject({ sent: "refused" });
    expect(posted()).toHaveLength(0);
  });
});

describe("a push service", () => {
  it("that leads elsewhere is not followed", async () => {
    await subscribe();
    service.says({ elsewhere: service.endpoint("inside") });
    expect(await say("push.test")).toMatchObject({ on: true, sent: "refused" });
    expect(posted().map(({ path }) => path)).toEqual(["/wpush/v2/abc"]);
  });

  it("that fails is tried again, three times, and the approval waits for none of it", async () => {
    await subscribe();
    service.says(503, 429, 500, 503, 503);
    const { ask: asked } = await ask();
    await told(1);
    for (let minute = 0; minute < 4; minute++) await quiet();
    expect(posted()).toHaveLength(4);
    expect(await on.submit(phone, phone.answer(asked, "deny"))).toEqual([{ state: "done" }]);
  });

  it("that fails is not tried again with what is over", async () => {
    await subscribe({ endings: false });
    service.says(503);
    const { ask: asked } = await ask();
    await told(1);
    await on.submit(phone, phone.answer(asked, "deny"));
    await quiet();
    expect(await told(2)).toMatchObject([{ kind: "approval" }, { kind: "over" }]);
  });

  it("is asked for a test at most once in ten seconds", async () => {
    await subscribe();
    expect(await say("push.test")).toEqual({ ...ended, sent: "taken" });
    expect(await say("push.test")).toMatchObject({ code: "BUSY" });
    on.clock.advance(10_000);
    expect(await say("push.test")).toEqual({ ...ended, sent: "taken" });
    expect(await told(2)).toEqual([1, 2].map(() => ({ ...studio, kind: "test" })));
  });
});
