// Notifications: turned on in the settings, sent by the real agent to a real push service, opened with the browser's
// keys, and handed to the real service worker as the browser would. What is stubbed is the browser's own subscribing,
// which has no service to go to here.

import type { CDPSession, Page, Worker } from "playwright-core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DriverRun } from "../agent/src/runs/driver.ts";
import { type PushBrowser, pushBrowser } from "../agent/src/testing/push-browser.ts";
import { type PushService, startPushService } from "../agent/src/testing/push-vendor.ts";
import { type AgentHere, startAgentHere } from "./agent-here.ts";
import { answer, answerWithinMs, pair } from "./demo-phone.ts";
import { type Phone, openPhone } from "./phone.ts";
import { simpleDriver } from "./simple-driver.ts";
import { stubSubscribing } from "./stub-subscribing.ts";

const workspace = "orchard";
const soon = { timeout: answerWithinMs };
const command = "echo watered the secret garden";

/** Waters, or asks which. */
const gardener = simpleDriver("gardener", (run, prompt, signal) =>
  prompt === "which" ? wonder(run, signal) : water(run),
);

async function water(run: DriverRun): Promise<void> {
  const shell = { program: "/bin/sh", script: command };
  const about = { cwd: run.folder, environment: [], operands: [] };
  await run.perform({ t: "command", tool: "shell", shell, ...about }, command, "");
}

async function wonder(run: DriverRun, signal: AbortSignal): Promise<void> {
  const choices = [{ label: "The pear" }, { label: "The plum" }];
  const part = { text: "Which tree?", choices, many: false, free: false, secret: false };
  await run.question([part], undefined, signal);
}

let service: PushService;
let browser: PushBrowser;
let agent: AgentHere;
let phone: Phone;
let cdp: CDPSession;
let registration: Promise<string>;
beforeEach(async () => {
  service = await startPushService();
  browser = await pushBrowser();
  agent = await startAgentHere({ drivers: [gardener], workspace, pushHosts: [service.host] });
  phone = await openPhone();
  await stubSubscribing(phone.page, service, browser);
  cdp = await phone.page.context().newCDPSession(phone.page);
  const found = Promise.withResolvers<string>();
  registration = found.promise;
  cdp.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    const [first] = registrations;
    if (first !== undefined) found.resolve(first.registrationId);
  });
  await cdp.send("ServiceWorker.enable");
});

afterEach(async () => {
  await phone.close();
  await agent.interrupt();
  await service.close();
  expect(phone.complaints).toEqual([]);
});

async function permit(setting: "granted" | "denied"): Promise<void> {
  const origin = agent.started.appUrl;
  await cdp.send("Browser.setPermission", {
    origin,
    permission: { name: "notifications" },
    setting,
  });
}

async function openSettings(): Promise<void> {
  await pair(phone, agent);
  await phone.page.goto(`${agent.started.appUrl}/#/settings`);
  await phone.page.getByTestId("notifications").waitFor(soon);
}

async function turnOn(): Promise<void> {
  await permit("granted");
  await openSettings();
  await phone.page.getByTestId("notifications").click();
  await expect.poll(standing, soon).toBe("on");
  await expect.poll(() => agent.daemon.store.subscriptions.all().length, soon).toBe(1);
}

const standing = () => phone.page.getByTestId("notifications-say").getAttribute("data-standing");

/** A page of this address that is not the app. */
async function closeApp(): Promise<void> {
  await phone.page.route("**/favicon.ico", (route) => route.fulfill({ status: 204 }));
  await phone.page.goto(`${agent.started.appUrl}/health`);
}

/** Before anything has cleared away what was told. */
async function openAppBeside(): Promise<Page> {
  const page = await phone.page.context().newPage();
  await page.addInitScript(() => {
    ServiceWorkerRegistration.prototype.getNotifications = () => Promise.resolve([]);
  });
  await page.goto(`${agent.started.appUrl}/#/settings`);
  await page.getByTestId("notifications").waitFor(soon);
  return page;
}

/** Hands the browser what the agent has sent as number `n`, as its push service would. */
async function deliver(n: number): Promise<string> {
  await expect.poll(() => service.posted.length, soon).toBeGreaterThanOrEqual(n);
  const data = await browser.open(service.posted[n - 1]?.body ?? new Uint8Array(0));
  const origin = agent.started.appUrl;
  const registrationId = await registration;
  // Nothing is delivered to a worker that is still being installed.
  await phone.page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await cdp.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data });
  return data;
}

const notifications = () =>
  phone.page.evaluate(async () => {
    const found = await (await navigator.serviceWorker.ready).getNotifications();
    return found.map(({ title, silent }) => ({ title, silent }));
  });

/** How many, told once more in the place of the first, would be heard as well. */
const heardAgain = () =>
  phone.page.evaluate(async () => {
    const found = await (await navigator.serviceWorker.ready).getNotifications();
    return found.filter((each) => Reflect.get(each, "renotify") === true).length;
  });

async function worker(): Promise<Worker> {
  const context = phone.page.context();
  return context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
}

/** What of its global scope is used here; the library's own types of it would take the place of a page's. */
interface WorkerScope extends EventTarget {
  readonly clients: object;
  readonly registration: ServiceWorkerRegistration;
  readonly NotificationEvent: new (type: string, about: { notification: Notification }) => Event;
}

/** Taps it; returns the address of a window that is opened for it. */
async function tap(): Promise<string | undefined> {
  return (await worker()).evaluate(async () => {
    const scope = globalThis as unknown as WorkerScope;
    let opened: string | undefined;
    const openWindow = (url: string) => {
      opened = url;
      return Promise.resolve(null);
    };
    Object.defineProperty(scope.clients, "openWindow", { value: openWindow });
    const [notification] = await scope.registration.getNotifications();
    if (notification === undefined) throw new Error("expected a notification");
    scope.dispatchEvent(new scope.NotificationEvent("notificationclick", { notification }));
    await new Promise((resolve) => setTimeout(resolve, 500));
    return opened;
  });
}

const ask = (text = "water it") =>
  agent.daemon.runs.open({ workspace, driver: gardener.name, prompt: { text } });

function denyAtTheMachine(): void {
  const [asked] = agent.daemon.store.approvals.pending();
  agent.daemon.approvals.answerHere(asked?.id ?? new Uint8Array(0), "deny");
}

describe("a phone that wants notifications", () => {
  test("sees one when it asks for one, and is told so by each machine", async () => {
    await turnOn();
    await phone.page.getByTestId("try-notifications").click();
    const became = phone.page.getByTestId("tried").locator("[data-became=taken]");
    await became.waitFor(soon);
    await deliver(1);
    await expect
      .poll(notifications, soon)
      .toEqual([{ title: "orchard-desk reaches this phone", silent: false }]);
  });

  test("is told of an approval while the app is closed, and a tap leads to it", async () => {
    await turnOn();
    await closeApp();
    ask();
    const told = await deliver(1);
    expect(told).not.toContain("garden");
    await expect
      .poll(notifications, soon)
      .toEqual([{ title: "orchard-desk asks for an approval", silent: false }]);
    expect(await heardAgain()).toBe(1);
    const address = await tap();
    expect(address).toMatch(/\/#\/m\/[\w-]{8}\/run\/[\w-]{22}$/);
    await phone.page.goto(address ?? "");
    await answer(phone, command, "approve");
    await expect.poll(notifications, soon).toEqual([]);
  });

  test("hears that it was answered elsewhere, without a sound", async () => {
    await turnOn();
    await closeApp();
    ask();
    await deliver(1);
    denyAtTheMachine();
    await expect.poll(() => service.posted.length, soon).toBeGreaterThanOrEqual(3);
    const texts = [await deliver(2), await deliver(3)];
    expect(texts.filter((text) => text.includes('"over"'))).toHaveLength(1);
    await expect.poll(async () => (await notifications()).length, soon).toBe(2);
    expect(await notifications()).toEqual(
      expect.arrayContaining([
        { title: "A run at orchard-desk is done", silent: false },
        { title: "Answered, or over: orchard-desk", silent: true },
      ]),
    );
  });

  test("is told of a question and of the end of a run, and of nothing that it has turned off", async () => {
    await turnOn();
    await phone.page.getByTestId("notify-approvals").uncheck();
    const wanted = () => agent.daemon.store.subscriptions.all()[0]?.subscription.approvals;
    await expect.poll(wanted, soon).toBe(false);
    await closeApp();
    ask();
    ask("which");
    expect(await deliver(1)).toContain('"question"');
    await expect
      .poll(notifications, soon)
      .toEqual([{ title: "orchard-desk has a question", silent: false }]);
    expect(await tap()).toMatch(/\/#\/m\/[\w-]{8}\/run\/[\w-]{22}$/);
    denyAtTheMachine();
    expect(await deliver(2)).toContain('"done"');
  });

  test("is told in the language that the app speaks, and led within it where it is open", async () => {
    await turnOn();
    await phone.page.getByTestId("language").selectOption("de");
    await phone.page.getByText("Mitteilungen").waitFor(soon);
    await closeApp();
    ask();
    await deliver(1);
    await expect
      .poll(notifications, soon)
      .toMatchObject([{ title: "orchard-desk bittet um eine Freigabe" }]);
    const app = await openAppBeside();
    expect(await tap()).toBeUndefined();
    await expect.poll(() => app.url(), soon).toMatch(/#\/m\/[\w-]{8}\/run\/[\w-]{22}$/);
  });

  test("ends it by the same switch, or is revoked", async () => {
    await turnOn();
    const subscriptions = () => agent.daemon.store.subscriptions.all().length;
    await phone.page.getByTestId("notifications").click();
    await expect.poll(standing, soon).toBe("off");
    await expect.poll(subscriptions, soon).toBe(0);
    await phone.page.getByTestId("notifications").click();
    await expect.poll(subscriptions, soon).toBe(1);
    const [device] = agent.daemon.store.devices.live();
    agent.daemon.devices.revoke("machine", device?.id ?? new Uint8Array(0));
    expect(subscriptions()).toBe(0);
  });
});

test("a phone whose browser does not allow them says so, and is not asked again", async () => {
  await permit("denied");
  await openSettings();
  expect(await standing()).toBe("denied");
  expect(await phone.page.getByTestId("notifications").isDisabled()).toBe(true);
  expect(agent.daemon.store.subscriptions.all()).toEqual([]);
});
