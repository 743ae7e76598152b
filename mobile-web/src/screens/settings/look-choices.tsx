// Light or dark, and the size of the text.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import {
  type Appearance,
  type TextSize,
  chosenAppearance,
  chosenTextSize,
  wearAppearance,
} from "../../first-load/appearance.ts";
import { keepPreference } from "../../first-load/preferences.ts";
import { screenWords } from "../../words/screen-words.ts";
import { Picked } from "../new-run/pick.tsx";

const say = screenWords.settings;
const appearances: readonly Appearance[] = ["light", "dark"];
const textSizes: readonly TextSize[] = ["small", "large", "largest"];

export function LookChoices(): JSX.Element {
  const [appearance, setAppearance] = useState(chosenAppearance);
  const [textSize, setTextSize] = useState(chosenTextSize);
  return (
    <>
      <Picked
        label={say.appearance}
        testId="appearance"
        none={say.asPhone}
        value={appearance ?? ""}
        choices={appearances.map((name) => ({ name, title: say.appearances[name] }))}
        onChange={(value) => {
          const chosen = appearances.find((each) => each === value);
          keepPreference("appearance", chosen);
          wearAppearance();
          setAppearance(chosen);
        }}
      />
      <Picked
        label={say.textSize}
        testId="text-size"
        none={say.asPhone}
        value={textSize ?? ""}
        choices={textSizes.map((name) => ({ name, title: say.textSizes[name] }))}
        onChange={(value) => {
          const chosen = textSizes.find((each) => each === value);
          keepPreference("text-size", chosen);
          wearAppearance();
          setTextSize(chosen);
        }}
      />
    </>
  );
}
