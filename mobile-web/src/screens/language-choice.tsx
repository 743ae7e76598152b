// The language, each named as those who speak it do: chosen before pairing, or in the settings.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { browserLanguage, chosenLanguage } from "../first-load/language.ts";
import { isLanguage, languages } from "../words/languages.ts";
import { pairingWords } from "../words/pairing-words.ts";

const say = pairingWords;
const asInBrowser = "browser";

export function LanguageChoice(): JSX.Element {
  const [missing, setMissing] = useState(false);
  const choose = async (value: string) => {
    const chosen = isLanguage(value) ? value : undefined;
    const choosing = import("./choose-language.ts");
    const isThere = choosing.then(({ chooseOwnLanguage }) => chooseOwnLanguage(chosen));
    setMissing(!(await isThere.catch(() => false)));
  };
  return (
    <label class="field">
      <span class="field-label">{say.language}</span>
      <select
        class="input"
        data-testid="language"
        value={chosenLanguage() ?? asInBrowser}
        onChange={(event) => void choose(event.currentTarget.value)}
      >
        <option value={asInBrowser}>{say.browserLanguage(languages[browserLanguage()])}</option>
        {Object.entries(languages).map(([language, name]) => (
          <option key={language} value={language} lang={language}>
            {name}
          </option>
        ))}
      </select>
      {missing && (
        <span class="field-hint" role="alert">
          {say.languageMissing}
        </span>
      )}
    </label>
  );
}
