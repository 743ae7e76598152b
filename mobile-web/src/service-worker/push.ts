// Web Push: shows what a machine has told, leads to it, and takes a new subscription when the browser ends the old.

import { type Words, readData, readWords, shown } from "./told.ts";

declare const self: ServiceWorkerGlobalScope;

const icon = "/icon-192.png";
const lost = "lost";
/** A cache outlives the worker, and is not one of those that hold the app's files. */
const wordsCache = "longrein-notices";
const wordsPath = "/notices";

self.addEventListener("push", (event) => {
  event.waitUntil(show(event.data?.text() ?? ""));
});

self.addEventListener("message", (event) => {
  const data: unknown = event.data;
  if (typeof data !== "object" || data === null || !("notices" in data)) return;
  if (typeof data.notices === "string") event.waitUntil(keepWords(data.notices));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(Promise.all([open(readData(event.notification.data).to), showBadge()]));
});

self.addEventListener("pushsubscriptionchange", (event) => {
  event.waitUntil(subscribeAnew(event.oldSubscription));
});

async function show(text: string): Promise<void> {
  const { title, tag, silent, data, over } = shown(text, await wordsKept());
  const { registration } = self;
  for (const each of await registration.getNotifications()) {
    if (over.includes(each.tag)) each.close();
  }
  // A second one in the place of the first is to be heard as well: what it told of still waits.
  const how = { tag, silent, renotify: !silent, icon, badge: icon };
  await registration.showNotification(title, { ...how, data });
  await showBadge();
}

/** The app knows better as soon as it is open; until then what is shown is what waits. */
async function showBadge(): Promise<void> {
  const all = await self.registration.getNotifications();
  const waiting = all.reduce((sum, { data }) => sum + readData(data).waits, 0);
  await self.navigator.setAppBadge?.(waiting).catch(() => undefined);
}

async function wordsKept(): Promise<Words> {
  const cache = await caches.open(wordsCache);
  const kept: unknown = await (await cache.match(wordsPath))?.json();
  return readWords(kept);
}

/** Nothing at all takes them away. */
async function keepWords(notices: string): Promise<void> {
  if (notices === "") return void (await caches.delete(wordsCache));
  const cache = await caches.open(wordsCache);
  await cache.put(wordsPath, new Response(notices));
}

/** In the app where it is open already. */
async function open(to: string): Promise<void> {
  const { pathname } = new URL(self.registration.scope);
  const all = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const app = all.find(({ url }) => new URL(url).pathname === pathname);
  const address = new URL(to, self.registration.scope).href;
  if (app === undefined) return void (await self.clients.openWindow(address));
  // Before it is focused: a page that somebody looks at already is not seen to change twice.
  app.postMessage({ open: to }, []);
  await app.focus();
}

/** The machines hear of it when the app is next opened, so somebody has to open it. */
async function subscribeAnew(old: PushSubscription | null): Promise<void> {
  const applicationServerKey = old?.options.applicationServerKey;
  if (applicationServerKey === undefined || applicationServerKey === null) return;
  const options = { userVisibleOnly: true, applicationServerKey };
  await self.registration.pushManager.subscribe(options).catch(() => undefined);
  await show(JSON.stringify({ kind: lost, id: lost }));
}
