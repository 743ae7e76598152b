// The words of all other pages.

import { book } from "./book.ts";
import { english } from "./en/screens.ts";

export const screenWords = book(english, {
  de: async () => (await import("./de/screens.ts")).german,
  es: async () => (await import("./es/screens.ts")).spanish,
  ja: async () => (await import("./ja/screens.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/screens.ts")).chinese,
});
