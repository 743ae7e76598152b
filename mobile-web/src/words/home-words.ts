// The words of what the first page has besides while there is much on it, and of a machine's page.

import { book } from "./book.ts";
import { english } from "./en/home.ts";

export const homeWords = book(english, {
  de: async () => (await import("./de/home.ts")).german,
  es: async () => (await import("./es/home.ts")).spanish,
  ja: async () => (await import("./ja/home.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/home.ts")).chinese,
});
