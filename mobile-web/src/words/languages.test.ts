import { expect, test } from "vitest";
import { chooseLanguage, localeFor } from "./languages.ts";

test.each([
  [["de-CH", "en"], "de"],
  [["fr-FR", "es-419", "en"], "es"],
  [["ja"], "ja"],
  [["zh-CN"], "zh-Hans"],
  [["zh"], "zh-Hans"],
  [["zh-Hans-HK"], "zh-Hans"],
  [["zh-TW", "ja-JP"], "ja"],
  [["zh-Hant"], "en"],
  [["fr"], "en"],
  [["C"], "en"],
  [["C.UTF-8", "ja"], "ja"],
  [[], "en"],
])("somebody who reads %j gets %s", (tags, language) => {
  expect(chooseLanguage(tags)).toBe(language);
});

test("numbers and times are written as in one's own country, if it speaks the language", () => {
  expect(localeFor("de", ["en-GB", "de-CH"])).toBe("de-CH");
  expect(localeFor("zh-Hans", ["zh-TW", "zh-CN"])).toBe("zh-CN");
  expect(localeFor("ja", ["de-CH"])).toBe("ja");
});
