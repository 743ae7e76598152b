// The line to the agent. Return is a new line; Send always sends: while the agent works it waits for the end
// of the turn, or goes into it where the agent can take it. A draft survives the end of the app.

import { promptBytesMax } from "@longrein/protocol/limits";
import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { Button } from "../../parts/button.tsx";
import type { EndFollower } from "../../parts/windowed/end-follower.ts";
import type { Run } from "../../state/inbox.ts";
import { hasEnded } from "../../state/overview.ts";
import { driverOf } from "../../state/run-settings.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { AttachedImages, ChooseImages } from "./attached-images.tsx";
import { ChipChoice } from "./chip-choice.tsx";
import type { Draft } from "./draft.ts";
import { type SlashCommand, SlashCommands, commandsOf } from "./slash-commands.tsx";
import { useImages } from "./use-images.ts";
import { SettingsLine } from "./settings-line.tsx";
import { whyBarred } from "./why-barred.ts";

interface Given {
  readonly phone: Phone;
  readonly run: Run;
  readonly draft: Draft;
  readonly end: EndFollower;
  readonly children: ComponentChildren;
}

type When = "queue" | "steer";

export function Composer({ phone, run, draft, end, children }: Given): JSX.Element {
  const state = phone.state.value;
  const text = draft.text.value;
  const [chosen, setWhen] = useState<When>("queue");
  const { field } = draft;
  useLayoutEffect(() => fitHeight(field.current), [field, text]);
  const barred = whyBarred(state);
  const tooLong = new TextEncoder().encode(text).length > promptBytesMax;
  const driver = driverOf(state, run);
  const images = useImages(phone);
  const hasImages = images.pictures.length > 0;
  // They go with a turn's beginning.
  const steers = !hasEnded(run.state) && driver?.steers === true && !hasImages;
  const when = steers ? chosen : "queue";
  const asksWhen = steers && text !== "";
  const send = async () => {
    const named = await images.send();
    if (named === undefined) return;
    phone.port.give({ t: "run.prompt", run: run.id, text: text.trim(), when, ...named });
    // What was written meanwhile stays.
    if (draft.text.peek() === text) draft.write("");
    end.jump();
  };
  const take = (command: string) => {
    draft.write(command);
    field.current?.focus();
  };
  const isBarred = barred !== undefined;
  return (
    <footer class="composer">
      {children}
      {barred !== undefined && <p class="note">{barred}</p>}
      {tooLong && <p class="note">{screenWords.composer.tooLong}</p>}
      {text.startsWith("/") && (
        <SlashCommands commands={commandsIn(phone, run)} text={text} onChoose={take} />
      )}
      <AttachedImages images={images} />
      {asksWhen ? (
        <WhenChoice when={when} onChoose={setWhen} />
      ) : (
        <SettingsLine phone={phone} run={run} />
      )}
      <div class="composer-row" data-images={driver?.images === true}>
        {driver?.images === true && <ChooseImages images={images} disabled={isBarred} />}
        <textarea
          ref={field}
          class="input"
          data-testid="composer"
          aria-label={screenWords.composer.label(run.driver)}
          placeholder={screenWords.composer.label(run.driver)}
          rows={1}
          value={text}
          disabled={isBarred}
          onInput={(event) => draft.write(event.currentTarget.value)}
        />
        <Button
          look="main"
          testId="send"
          disabled={isBarred || tooLong || text.trim() === "" || images.sending}
          onPress={() => void send()}
        >
          {screenWords.composer.send}
        </Button>
      </div>
    </footer>
  );
}

function commandsIn(phone: Phone, run: Run): readonly SlashCommand[] {
  const state = phone.state.value;
  const asides = state.transcripts.get(run.key)?.asides;
  const known = driverOf(state, run)?.commands?.map((name) => ({ name }));
  return (asides && commandsOf(asides)) ?? known ?? [];
}

interface WhenGiven {
  readonly when: When;
  readonly onChoose: (when: When) => void;
}

function WhenChoice({ when, onChoose }: WhenGiven): JSX.Element {
  const say = runWords.composer;
  const choices = [
    ["queue", say.later],
    ["steer", say.now],
  ] as const;
  return (
    <ChipChoice name="when" label={say.when} chosen={when} choices={choices} onChoose={onChoose} />
  );
}

/** Not every engine grows a field with its text by itself. */
function fitHeight(field: HTMLTextAreaElement | null): void {
  if (field === null) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
