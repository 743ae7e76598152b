// What is loaded once the page stands and somebody reads: what is written down for the next time, and notifications
// where there are any.

import type { Fleet } from "./first-load/phone-store.ts";
import { preference } from "./first-load/preferences.ts";
import { keepMemory } from "./memory/keep-memory.ts";

export async function keepWhatSettled(fleet: Fleet): Promise<void> {
  keepMemory(fleet);
  if (preference("notifications") === undefined) return;
  const { keepNotifications } = await import("./notifications/keep-notifications.ts");
  keepNotifications(fleet);
}
