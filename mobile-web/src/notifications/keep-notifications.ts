// The one keeper of this phone's notifications, for whoever is first to need it.

import type { Fleet } from "../first-load/phone-store.ts";
import { Notifications } from "./notifications.ts";

let kept: Notifications | undefined;

export function keepNotifications(fleet: Fleet): Notifications {
  if (kept === undefined) {
    kept = new Notifications(fleet);
    kept.start();
  }
  return kept;
}
