// Which language the app speaks: the one chosen on this phone, else the first of the browser's that it knows.

import { type ReadonlySignal, signal } from "@preact/signals";
import { speak } from "../words/book.ts";
import { type Language, chooseLanguage, isLanguage, localeFor } from "../words/languages.ts";
import { writeAsIn } from "../words/measures.ts";
import { preference } from "./preferences.ts";

const spoken = signal<Language>("en");
export const language: ReadonlySignal<Language> = spoken;

export function chosenLanguage(): Language | undefined {
  const chosen = preference("language");
  return chosen !== undefined && isLanguage(chosen) ? chosen : undefined;
}

export const browserLanguage = (): Language => chooseLanguage(navigator.languages);

/** If it cannot be loaded, the app speaks English. */
export async function speakOwnLanguage(): Promise<void> {
  await speakHere(chosenLanguage() ?? browserLanguage());
}

/** False when it cannot be loaded: all stays as it was. */
export async function speakHere(to: Language): Promise<boolean> {
  if (!(await speak(to))) return false;
  writeAsIn(localeFor(to, navigator.languages));
  document.documentElement.lang = to;
  spoken.value = to;
  return true;
}
