// What types cannot say about translations: that each sentence has in it what it is given, and that nothing was
// left in English by oversight.

import { describe, expect, test } from "vitest";
import type { Catalogue } from "./book.ts";
import { german } from "./de/first-load.ts";
import { german as germanAudit } from "./de/audit.ts";
import { german as germanHome } from "./de/home.ts";
import { german as germanInstalling } from "./de/installing.ts";
import { german as germanNotifications } from "./de/notifications.ts";
import { german as germanPairing } from "./de/pairing.ts";
import { german as germanRun } from "./de/run.ts";
import { german as germanScreens } from "./de/screens.ts";
import { english } from "./en/first-load.ts";
import { english as englishAudit } from "./en/audit.ts";
import { english as englishHome } from "./en/home.ts";
import { english as englishInstalling } from "./en/installing.ts";
import { english as englishNotifications } from "./en/notifications.ts";
import { english as englishPairing } from "./en/pairing.ts";
import { english as englishRun } from "./en/run.ts";
import { english as englishScreens } from "./en/screens.ts";
import { spanish } from "./es/first-load.ts";
import { spanish as spanishAudit } from "./es/audit.ts";
import { spanish as spanishHome } from "./es/home.ts";
import { spanish as spanishInstalling } from "./es/installing.ts";
import { spanish as spanishNotifications } from "./es/notifications.ts";
import { spanish as spanishPairing } from "./es/pairing.ts";
import { spanish as spanishRun } from "./es/run.ts";
import { spanish as spanishScreens } from "./es/screens.ts";
import { japanese } from "./ja/first-load.ts";
import { japanese as japaneseAudit } from "./ja/audit.ts";
import { japanese as japaneseHome } from "./ja/home.ts";
import { japanese as japaneseInstalling } from "./ja/installing.ts";
import { japanese as japaneseNotifications } from "./ja/notifications.ts";
import { japanese as japanesePairing } from "./ja/pairing.ts";
import { japanese as japaneseRun } from "./ja/run.ts";
import { japanese as japaneseScreens } from "./ja/screens.ts";
import { chinese } from "./zh-Hans/first-load.ts";
import { chinese as chineseAudit } from "./zh-Hans/audit.ts";
import { chinese as chineseHome } from "./zh-Hans/home.ts";
import { chinese as chineseInstalling } from "./zh-Hans/installing.ts";
import { chinese as chineseNotifications } from "./zh-Hans/notifications.ts";
import { chinese as chinesePairing } from "./zh-Hans/pairing.ts";
import { chinese as chineseRun } from "./zh-Hans/run.ts";
import { chinese as chineseScreens } from "./zh-Hans/screens.ts";

type Entry = string | ((...given: never[]) => string);
type Entries = ReadonlyMap<string, Entry>;

const say = (entry: Entry | undefined, given: readonly number[]): string =>
  typeof entry === "function" ? String(Reflect.apply(entry, undefined, given)) : (entry ?? "");

function entriesOf(catalogue: Catalogue, path = ""): Entries {
  const entries = Object.entries(catalogue).flatMap(([key, entry]) =>
    typeof entry === "object"
      ? [...entriesOf(entry, `${path}${key}.`)]
      : [[path + key, entry] as const],
  );
  return new Map(entries);
}

type Books = Readonly<
  Record<
    "audit" | "first" | "home" | "installing" | "notifications" | "pairing" | "run" | "screens",
    Catalogue
  >
>;

const all = (books: Books): Entries => entriesOf(books);
const original = all({
  audit: englishAudit,
  first: english,
  home: englishHome,
  installing: englishInstalling,
  notifications: englishNotifications,
  pairing: englishPairing,
  run: englishRun,
  screens: englishScreens,
});

const translations = {
  German: all({
    audit: germanAudit,
    first: german,
    home: germanHome,
    installing: germanInstalling,
    notifications: germanNotifications,
    pairing: germanPairing,
    run: germanRun,
    screens: germanScreens,
  }),
  Spanish: all({
    audit: spanishAudit,
    first: spanish,
    home: spanishHome,
    installing: spanishInstalling,
    notifications: spanishNotifications,
    pairing: spanishPairing,
    run: spanishRun,
    screens: spanishScreens,
  }),
  Japanese: all({
    audit: japaneseAudit,
    first: japanese,
    home: japaneseHome,
    installing: japaneseInstalling,
    notifications: japaneseNotifications,
    pairing: japanesePairing,
    run: japaneseRun,
    screens: japaneseScreens,
  }),
  Chinese: all({
    audit: chineseAudit,
    first: chinese,
    home: chineseHome,
    installing: chineseInstalling,
    notifications: chineseNotifications,
    pairing: chinesePairing,
    run: chineseRun,
    screens: chineseScreens,
  }),
};

/** Proper names, punctuation, and words that other languages have taken over. */
const mayBeEnglish =
  /^first\.app\.(?:name|comma|colon|stop)$|^first\.time\.|^pairing\.devices\.|^first\.link\.ready$|\.(?:agent|driver|plan)$|^first\.home\.inWorkspace$|^screens\.run\.notice\.error$/;

describe.each(Object.entries(translations))("%s", (_, translation) => {
  const without = (holds: (translated: Entry | undefined, entry: Entry) => boolean): string[] =>
    [...original]
      .filter(([path, entry]) => !holds(translation.get(path), entry))
      .map(([path]) => path);

  test("says in each sentence what it is given, as English does", () => {
    const told = (entry: Entry | undefined): string | undefined =>
      say(entry, [71, 82, 93, 64])
        .match(/71|82|93|64/g)
        ?.toSorted()
        .join();
    expect(without((translated, entry) => told(translated) === told(entry))).toEqual([]);
  });

  test("has no sentence left in English, none empty, and none with a space that is shown as a box", () => {
    const text = (entry: Entry | undefined) => say(entry, [7, 8, 9, 6]);
    expect(without((translated) => text(translated).trim() !== "")).toEqual([]);
    expect(without((translated) => !/(?! )\p{Zs}/u.test(text(translated)))).toEqual([]);
    const left = without((translated, entry) => text(translated) !== text(entry));
    expect(left.filter((path) => !mayBeEnglish.test(path))).toEqual([]);
  });
});

test("one of a thing is said otherwise than several, where the language does so", () => {
  expect([1, 2, 1_200].map(english.home.waiting)).toEqual([
    "1 approval waits for you",
    "2 approvals wait for you",
    "1,200 approvals wait for you",
  ]);
  expect([1, 1_200].map(german.home.waiting)).toEqual([
    "1 Freigabe wartet auf dich",
    "1.200 Freigaben warten auf dich",
  ]);
  expect([1, 2].map(japanese.home.waiting)).toEqual(["1 件の承認待ち", "2 件の承認待ち"]);
});
