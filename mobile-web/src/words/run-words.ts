// The words of a run's page, of the sheets over it, and of beginning a run.

import { book } from "./book.ts";
import { english } from "./en/run.ts";

export const runWords = book(english, {
  de: async () => (await import("./de/run.ts")).german,
  es: async () => (await import("./es/run.ts")).spanish,
  ja: async () => (await import("./ja/run.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/run.ts")).chinese,
});
