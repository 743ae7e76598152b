// The words of the audit log, which only a phone with a network reads.

import { book } from "./book.ts";
import { english } from "./en/audit.ts";

export const auditWords = book(english, {
  de: async () => (await import("./de/audit.ts")).german,
  es: async () => (await import("./es/audit.ts")).spanish,
  ja: async () => (await import("./ja/audit.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/audit.ts")).chinese,
});
