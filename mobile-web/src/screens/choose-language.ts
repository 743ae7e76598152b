// Another language, from now on and offline too.

import { browserLanguage, speakHere } from "../first-load/language.ts";
import { keepPreference } from "../first-load/preferences.ts";
import type { Language } from "../words/languages.ts";

/** `undefined` leaves it to the browser. False when that language cannot be loaded: all stays as it was. */
export async function chooseOwnLanguage(chosen: Language | undefined): Promise<boolean> {
  const language = chosen ?? browserLanguage();
  if (!(await speakHere(language))) return false;
  keepPreference("language", chosen);
  // Where the app is not kept, it speaks it all the same.
  void import("../first-load/keep-app.ts")
    .then((keeping) => keeping.keepLanguageHere(language))
    .catch(() => undefined);
  return true;
}
