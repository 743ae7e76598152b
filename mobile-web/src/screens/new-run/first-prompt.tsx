// What shall be done, in words and pictures, with the commands of the coding agent that is chosen below it.

import type { DriverSetup } from "@longrein/protocol";
import type { JSX } from "preact";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { AttachedImages, ChooseImages } from "../run/attached-images.tsx";
import type { Draft } from "../run/draft.ts";
import { SlashCommands } from "../run/slash-commands.tsx";
import type { AttachedImages as Images } from "../run/use-images.ts";

interface Given {
  readonly draft: Draft;
  readonly images: Images;
  /** Undefined while the machine has not said what it offers. */
  readonly driver: DriverSetup | undefined;
}

export function FirstPrompt({ draft, images, driver }: Given): JSX.Element {
  const text = draft.text.value;
  const takesImages = driver?.images === true;
  return (
    <>
      <label class="field">
        <span class="field-label">{screenWords.newRun.prompt}</span>
        <textarea
          class="input"
          data-testid="new-run-prompt"
          rows={5}
          value={text}
          onInput={(event) => draft.write(event.currentTarget.value)}
        />
      </label>
      <SlashCommands
        commands={driver?.commands?.map((name) => ({ name })) ?? []}
        text={text}
        onChoose={(command) => draft.write(command)}
      />
      <AttachedImages images={images} />
      {takesImages && <ChooseImages images={images} disabled={false} />}
      {!takesImages && images.pictures.length > 0 && (
        <p class="note" role="alert" data-testid="images-not-taken">
          {runWords.images.notTaken}
        </p>
      )}
    </>
  );
}
