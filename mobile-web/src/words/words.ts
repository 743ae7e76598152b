// The words of the first load.

import { book } from "./book.ts";
import { english } from "./en/first-load.ts";

export const words = book(english, {
  de: async () => (await import("./de/first-load.ts")).german,
  es: async () => (await import("./es/first-load.ts")).spanish,
  ja: async () => (await import("./ja/first-load.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/first-load.ts")).chinese,
});
