// How the app looks and speaks on this phone, what it keeps, and what the relay sees of it.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { partInWords } from "../../first-load/part-in-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { LanguageChoice } from "../language-choice.tsx";
import { LookChoices } from "./look-choices.tsx";
import { Storage } from "./storage.tsx";

const say = screenWords.settings;
/** These are of no use without a network, and so not kept on the phone. */
const NotificationChoices = partInWords(
  () => import("./notification-choices.tsx"),
  "NotificationChoices",
);
const InstallSection = partInWords(() => import("./install-section.tsx"), "InstallSection");
/** Put in by the build. */
declare const LONGREIN_VERSION: string;

export function SettingsScreen({ fleet }: ScreenGiven): JSX.Element {
  return (
    <div class="page">
      <header>
        <Bar title={say.title} back={{ page: "machines" }} />
      </header>
      <main>
        <div class="stack section">
          <LookChoices />
          <LanguageChoice />
        </div>
        <NotificationChoices fleet={fleet} />
        <InstallSection />
        <section class="section" aria-labelledby="relay-head">
          <h2 id="relay-head" class="facts-head">
            {say.relay}
          </h2>
          <dl class="facts">
            {Object.entries(say.relaySays).map(([key, { title, what }]) => (
              <div key={key}>
                <dt>{title}</dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
        <Storage fleet={fleet} />
        <p class="note section">
          {say.version} {LONGREIN_VERSION}
        </p>
      </main>
    </div>
  );
}
