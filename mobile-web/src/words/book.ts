// A book holds words that are loaded together. It is written in English, and what stands in it is exchanged
// for another language. Its groups stay the same objects: a file may keep one (`const say = words.approval`),
// but never a single text.

import type { Language } from "./languages.ts";

export type Catalogue = {
  [key: string]: string | ((...given: never[]) => string) | Catalogue;
};

type Translated = Exclude<Language, "en">;

interface Book {
  readonly words: Catalogue;
  readonly load: (language: Language) => Promise<Catalogue>;
  language: Language;
}

/** Those that are loaded. */
const books: Book[] = [];
let spoken: Language = "en";

export function book<W extends Catalogue>(
  english: W,
  translations: Readonly<Record<Translated, () => Promise<W>>>,
): W {
  const original = exchange({}, english);
  const load = async (language: Language): Promise<Catalogue> =>
    language === "en" ? original : translations[language]();
  books.push({ words: english, load, language: "en" });
  return english;
}

/** False, and all as it was, when that language cannot be loaded or another was asked for meanwhile. */
export async function speak(language: Language): Promise<boolean> {
  const before = spoken;
  spoken = language;
  const stale = books.filter((each) => each.language !== language);
  const catalogues = await Promise.all(stale.map(({ load }) => load(language))).catch(() => []);
  if (spoken !== language) return false;
  if (catalogues.length < stale.length) {
    spoken = before;
    return false;
  }
  for (const [index, each] of stale.entries()) {
    exchange(each.words, catalogues[index] ?? {});
    each.language = language;
  }
  return true;
}

/** For books that have come since: those whose translation cannot be loaded stay English. */
export async function translateNew(): Promise<void> {
  await speak(spoken);
}

function exchange(words: Catalogue, by: Catalogue): Catalogue {
  for (const [key, entry] of Object.entries(by)) {
    const held = words[key] ?? {};
    words[key] =
      typeof entry === "object" && typeof held === "object" ? exchange(held, entry) : entry;
  }
  return words;
}
