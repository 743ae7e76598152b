// A prompt that the transcript does not show yet: what became of it, and a way to change it while that is
// still possible.

import type { JSX } from "preact";
import { Held } from "../../first-load/held.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { WhyNot } from "../../first-load/why-not.tsx";
import { Button } from "../../parts/button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { SentPrompt } from "../../state/commands.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import type { Draft } from "./draft.ts";
import { isEditable, sayFate } from "./prompt-fate.ts";
import { words } from "../../words/words.ts";

interface Given {
  readonly phone: Phone;
  readonly prompt: SentPrompt;
  readonly draft: Draft;
}

const say = runWords.composer;

export function PromptUnderWay({ phone, prompt, draft }: Given): JSX.Element {
  const isHeld = prompt.waiting?.for === "a-word";
  const remove = () => phone.port.takeBack(prompt.command);
  const edit = () => {
    remove();
    draft.takeUp(prompt.text);
  };
  return (
    <div class="own" data-testid="own-prompt" data-progress={prompt.progress}>
      <span class="only-read-aloud">
        {screenWords.run.you}
        {words.app.colon}
      </span>
      <UntrustedText text={prompt.text} strictness="prose" />
      {isHeld ? (
        <Held phone={phone} fate={prompt} what="command" />
      ) : (
        <span class="own-fate" role="status">
          {prompt.againAt === undefined ? sayFate(prompt) : <NotTaken prompt={prompt} />}
        </span>
      )}
      {isEditable(prompt) && (
        <div class="own-answers">
          <Button look="quiet" testId="edit-prompt" onPress={edit}>
            {say.edit}
          </Button>
          {!isHeld && (
            <Button look="quiet" testId="remove-prompt" onPress={remove}>
              {say.remove}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

/** It came too fast. */
function NotTaken({ prompt }: Pick<Given, "prompt">): JSX.Element {
  return (
    <>
      {screenWords.composer.fate.failed}
      {words.app.colon}
      <WhyNot {...prompt} />
    </>
  );
}
