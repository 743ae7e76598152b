// Another tab of the app speaks for this phone.

import type { JSX } from "preact";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Button } from "../../parts/button.tsx";
import { Glyph } from "../../parts/glyph.tsx";
import { screenWords } from "../../words/screen-words.ts";

const say = screenWords.elsewhere;

export function ElsewhereScreen({ fleet }: ScreenGiven): JSX.Element {
  return (
    <main class="page plain-page" data-testid="elsewhere">
      <div class="failure">
        <Glyph name="idle" />
        <h1 class="failure-title">{say.title}</h1>
        <p class="failure-todo">{say.what}</p>
      </div>
      <Button look="main" testId="use-here" onPress={() => fleet.port.useHere()}>
        {say.here}
      </Button>
    </main>
  );
}
