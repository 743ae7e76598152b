// The words of the pages that pair, apart from other pages because a first visit waits for them. The settings
// share with them how a language is chosen.

import { book } from "./book.ts";
import { english } from "./en/pairing.ts";

export const pairingWords = book(english, {
  de: async () => (await import("./de/pairing.ts")).german,
  es: async () => (await import("./es/pairing.ts")).spanish,
  ja: async () => (await import("./ja/pairing.ts")).japanese,
  "zh-Hans": async () => (await import("./zh-Hans/pairing.ts")).chinese,
});
