// What this browser says about notifications, and its subscription at its push service.

import { fromBase64url } from "@longrein/protocol";
import type { Wanted } from "./wanted.ts";

/** "home-screen": iOS offers them to an app on the home screen alone. */
export type Offer = "unsupported" | "home-screen" | "denied" | "allowed" | "not-asked";

export function offered(): Offer {
  if (
    !("Notification" in window) ||
    !("PushManager" in window) ||
    !("serviceWorker" in navigator)
  ) {
    // Only Safari on iOS has this, and says by it whether it is a tab.
    const isTab = "standalone" in navigator && navigator.standalone === false;
    return isTab ? "home-screen" : "unsupported";
  }
  const { permission } = Notification;
  return permission === "default" ? "not-asked" : permission === "granted" ? "allowed" : "denied";
}

/** The one that there is, if it was made with this key; else another. */
export async function subscribed({ publicKey }: Wanted): Promise<PushSubscription> {
  const { pushManager } = await navigator.serviceWorker.ready;
  const before = await pushManager.getSubscription();
  const key = fromBase64url(publicKey) ?? new Uint8Array(0);
  if (before !== null) {
    const madeWith = new Uint8Array(before.options.applicationServerKey ?? []);
    if (madeWith.join() === key.join()) return before;
    await before.unsubscribe();
  }
  return pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: Uint8Array.from(key),
  });
}

/** The push service turns away whoever still sends. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  await subscription?.unsubscribe();
}

/** What was told is seen in the app. */
export async function closeNotifications(): Promise<void> {
  const { serviceWorker } = navigator;
  for (const each of await (await serviceWorker.ready).getNotifications()) each.close();
}
