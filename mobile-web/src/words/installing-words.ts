// The words about the app on the home screen.

import { book } from "./book.ts";
import { english } from "./en/installing.ts";

export const installingWords = book(english, {
  de: async () => (await import("./de/installing.ts")).german,
  es: async () => (await import("./es/installing.ts")).spanish,
  ja: async () => (await import("./ja/installing.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/installing.ts")).chinese,
});
