// The languages the app speaks, and which of them suits somebody.

/** Each in its own words. */
export const languages = {
  en: "English",
  de: "Deutsch",
  es: "Español",
  ja: "日本語",
  "zh-Hans": "简体中文",
};

export type Language = keyof typeof languages;

export function isLanguage(text: string): text is Language {
  return Object.hasOwn(languages, text);
}

/** `tags` as a browser says them, the best first: "de-CH", "zh-CN", "en". */
export function chooseLanguage(tags: readonly string[]): Language {
  return tags.map(languageOf).find((language) => language !== undefined) ?? "en";
}

/** How numbers and times are written: as in somebody's own country, where that is known. */
export function localeFor(language: Language, tags: readonly string[]): string {
  return tags.find((tag) => languageOf(tag) === language) ?? language;
}

/** Chinese is written in two ways, and a tag often leaves the way out: "zh-TW" is written as zh-Hant is. */
const traditional = /^zh-(?!Hans).*\b(?:Hant|TW|HK|MO)\b/;

function languageOf(tag: string): Language | undefined {
  if (traditional.test(tag)) return undefined;
  const [language = ""] = tag.split("-");
  return [language, `${language}-Hans`].find(isLanguage);
}
