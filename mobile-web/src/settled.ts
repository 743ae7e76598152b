// What is loaded once the page stands and somebody reads: what is written down for the next time, the app itself kept on
// the phone, and notifications where there are any.

import { language } from "./first-load/language.ts";
import { newVersionIsReady } from "./first-load/new-version.ts";
import type { Fleet } from "./first-load/phone-store.ts";
import { preference } from "./first-load/preferences.ts";
import { keepMemory } from "./memory/keep-memory.ts";

export async function keepWhatSettled(fleet: Fleet): Promise<void> {
  keepMemory(fleet);
  if (!("serviceWorker" in navigator)) return;
  // Where they do not load there is no network, and nothing to be told.
  if (preference("notifications") !== undefined) keepThem(fleet).catch(() => undefined);
  const { keepAppHere, keepLanguageHere } = await import("./first-load/keep-app.ts");
  await keepAppHere(newVersionIsReady);
  await keepLanguageHere(language.value);
}

async function keepThem(fleet: Fleet): Promise<void> {
  const { keepNotifications } = await import("./notifications/keep-notifications.ts");
  keepNotifications(fleet);
}
