// How the app looks and speaks on this phone.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import { screenWords } from "../../words/screen-words.ts";
import { LanguageChoice } from "./language-choice.tsx";

export function SettingsScreen({ phone }: ScreenGiven): JSX.Element {
  return (
    <div class="page">
      <Bar title={screenWords.settings.title} back="device" />
      <LinkLine state={phone.state.value} />
      <main class="stack section">
        <LanguageChoice />
      </main>
    </div>
  );
}
