// The words of notifications, which not every phone has.

import { book } from "./book.ts";
import { english } from "./en/notifications.ts";

export const notificationWords = book(english, {
  de: async () => (await import("./de/notifications.ts")).german,
  es: async () => (await import("./es/notifications.ts")).spanish,
  ja: async () => (await import("./ja/notifications.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/notifications.ts")).chinese,
});
