// Notifications are mentioned once on the first page of the app on the home screen, to who has not decided: with a real
// browser, agent and push service. What is stubbed is that the app runs from the home screen, and the subscribing.

import type { CDPSession } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pushBrowser } from "../agent/src/testing/push-browser.ts";
import { type PushService, startPushService } from "../agent/src/testing/push-vendor.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answerWithinMs, pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";
import { stubSubscribing } from "./stub-subscribing.ts";

const soon = { timeout: answerWithinMs };
const gardener = simpleDriver("gardener", () => Promise.resolve());

let service: PushService;
let agent: AgentHere;
let phone: Phone;
let cdp: CDPSession;
beforeEach(async () => {
  service = await startPushService();
  agent = await startAgentHere({
    drivers: [gardener],
    workspace: "orchard",
    pushHosts: [service.host],
  });
  phone = await openPhone();
  await stubSubscribing(phone.page, service, await pushBrowser());
  cdp = await phone.page.context().newCDPSession(phone.page);
  await permit("prompt");
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  await service.close();
  expect(phone.complaints).toEqual([]);
});

const mention = () => phone.page.getByTestId("mention");

async function permit(setting: "granted" | "prompt"): Promise<void> {
  const origin = agent.started.appUrl;
  await cdp.send("Browser.setPermission", {
    origin,
    permission: { name: "notifications" },
    setting,
  });
}

/** From now on. */
async function putOnHomeScreen(): Promise<void> {
  await phone.page.addInitScript(() => {
    const ask = matchMedia.bind(window);
    const isAsked = (query: string) => query.replace("(display-mode: standalone)", "all");
    Object.assign(window, { matchMedia: (query: string) => ask(isAsked(query)) });
  });
}

/** Longer than the first page waits with what can wait. */
async function openAnew(): Promise<void> {
  const home = phone.page.getByTestId("new-run");
  await home.waitFor(soon);
  await phone.page.reload();
  await home.waitFor(soon);
  await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await phone.page.waitForTimeout(3_000);
}

test("who does not want notifications now is never asked again, and in a tab nobody is", async () => {
  await pair(phone, agent);
  await openAnew();
  expect(await mention().count(), "in a tab").toBe(0);
  await putOnHomeScreen();
  await openAnew();
  await mention().waitFor(soon);
  await phone.page.getByTestId("mention-later").click();
  expect(await mention().count()).toBe(0);
  await openAnew();
  expect(await mention().count(), "once more").toBe(0);
  expect(agent.daemon.store.subscriptions.all()).toEqual([]);
});

test("who wants them has them with one tap where they are mentioned, and is not asked again", async () => {
  await putOnHomeScreen();
  await pair(phone, agent);
  await mention().waitFor(soon);
  await permit("granted");
  await phone.page.getByTestId("mention-on").click();
  await expect.poll(() => agent.daemon.store.subscriptions.all().length, soon).toBe(1);
  await expect.poll(() => mention().innerText(), soon).toContain("never what");
  expect(await phone.page.getByTestId("mention-on").count()).toBe(0);
  await openAnew();
  expect(await mention().count()).toBe(0);
});
