// What is loaded once the page stands and somebody reads: what is written down for the next time, the app itself kept on
// the phone, and notifications where there are any.

import { language } from "./first-load/language.ts";
import { homeMention } from "./first-load/home-mention.ts";
import { newVersionIsReady } from "./first-load/new-version.ts";
import { partInWords } from "./first-load/part-in-words.ts";
import type { Fleet } from "./first-load/phone-store.ts";
import { preference } from "./first-load/preferences.ts";
import { keepMemory } from "./memory/keep-memory.ts";

/** Where it does not load, nothing is said. */
const Mention = partInWords(
  () => import("./screens/settings/notification-mention.tsx"),
  "NotificationMention",
  () => null,
);

export async function keepWhatSettled(fleet: Fleet): Promise<void> {
  keepMemory(fleet);
  if (!("serviceWorker" in navigator)) return;
  // Where they do not load there is no network, and nothing to be told.
  if (preference("notifications") !== undefined) keepThem(fleet).catch(() => undefined);
  else if (isUndecided()) homeMention.value = Mention;
  const { keepAppHere, keepLanguageHere } = await import("./first-load/keep-app.ts");
  await keepAppHere(newVersionIsReady);
  await keepLanguageHere(language.value);
}

async function keepThem(fleet: Fleet): Promise<void> {
  const { keepNotifications } = await import("./notifications/keep-notifications.ts");
  keepNotifications(fleet);
}

/** In the app on the home screen, where all browsers that have notifications offer them. */
function isUndecided(): boolean {
  if (preference("mention") !== undefined || !("PushManager" in window)) return false;
  const isStandalone = matchMedia("(display-mode: standalone)").matches;
  return isStandalone && Notification.permission === "default";
}
