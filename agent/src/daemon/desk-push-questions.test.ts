// Of questions those are told who may answer them: by a real push service, to phones whose app is closed.

import { toBase64url } from "@longrein/protocol";
import { afterEach, beforeEach, expect, it } from "vitest";
import { type DeskUnderTest, deskUnderTest } from "../testing/desk-under-test.ts";
import type { PhoneUnderTest } from "../testing/phone-under-test.ts";
import { type PushBrowser, pushBrowser } from "../testing/push-browser.ts";
import { type PushService, startPushService } from "../testing/push-vendor.ts";
import { randomBytes } from "../testing/rows.ts";

let service: PushService;
let on: DeskUnderTest;
let browser: PushBrowser;
beforeEach(async () => {
  service = await startPushService();
  on = await deskUnderTest();
  on.pushHosts = [service.host];
  browser = await pushBrowser();
});
afterEach(async () => {
  await on.remove();
  await service.close();
});

async function subscribe(by: PhoneUnderTest): Promise<void> {
  const { p256dh, auth } = browser;
  const [id, vapid] = [randomBytes(16), randomBytes(32)];
  const all = { approvals: true, questions: true, endings: true };
  const about = { id, endpoint: service.endpoint(), p256dh, auth, vapid, ...all };
  await on.desk.answer(by.id, { t: "push.subscribe", ...about });
}

/** A minute in which a phone could be told something. */
async function quiet(): Promise<void> {
  for (let second = 0; second < 60; second++) {
    on.clock.advance(1_000);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

it("hears of questions as whoever works, and not as one who may only approve", async () => {
  await subscribe(on.addPhone("viewer", true));
  const operator = on.addPhone();
  const part = { text: "Which?", choices: [], many: false, free: true, secret: false };
  on.puppet = async (run) => void (await run.question([part], undefined, run.signal));
  await on.submit(operator, operator.open());
  await on.until(() => on.questionsAsked().length === 1, "a question");
  await quiet();
  expect(service.posted).toHaveLength(0);
  await subscribe(operator);
  await on.submit(operator, operator.open());
  await on.until(() => on.questionsAsked().length === 2, "another question");
  await on.until(() => {
    on.clock.advance(200);
    return service.posted.length > 0;
  }, "a message");
  await quiet();
  const texts = await Promise.all(service.posted.map(({ body }) => browser.open(body)));
  const id = on.questionsAsked().map(({ question }) => toBase64url(question))[1];
  expect(texts.map((text): unknown => JSON.parse(text))).toMatchObject([{ kind: "question", id }]);
});
