// The kill switch: ends everything on a machine, held as what is risky is, or pressed after a tick. It says before what
// it will end, and afterwards what came of it, as far as the machine has said so.

import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import { CommandLine } from "../../first-load/command-line.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { useArmed } from "../../parts/arming.ts";
import { Button } from "../../parts/button.tsx";
import { HoldButton } from "../../parts/hold-button.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Fate } from "../../state/commands.ts";
import { endedByStop } from "../../state/ended-by-stop.ts";
import { mayCommand } from "../../state/may-command.ts";
import { homeWords } from "../../words/home-words.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";

interface Given {
  readonly phone: Phone;
  /** What the machine is called. */
  readonly name: string;
}

const say = homeWords.machine.stop;
const release = "longrein kill --release";

export function StopEverything({ phone, name }: Given): JSX.Element {
  const state = phone.state.value;
  const fate = state.commands.machine.get("kill");
  const isOpen = fate === undefined || fate.progress === "failed";
  return (
    <section class="section stack-tight" aria-labelledby="stop-everything">
      <h2 id="stop-everything">
        <UntrustedText text={say.title(name)} strictness="prose" />
      </h2>
      {fate !== undefined && <StopFate fate={fate} />}
      {isOpen &&
        (mayCommand(state) ? (
          <Stop phone={phone} />
        ) : (
          <p class="note">{screenWords.composer.viewer}</p>
        ))}
    </section>
  );
}

function Stop({ phone }: Pick<Given, "phone">): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const armed = useArmed(place);
  const [sure, setSure] = useState(false);
  const { runs, approvals, questions } = endedByStop(phone.state.value);
  const stop = () => phone.port.give({ t: "kill" });
  const ends = [say.runs(runs), say.approvals(approvals), say.questions(questions)];
  return (
    <div ref={place} class="stack-tight">
      <p class="note" data-testid="stop-ends">
        {ends.join(words.app.comma)}
        {words.app.stop}
        {say.phones}
      </p>
      <Release />
      {sure ? (
        <Button look="danger" testId="stop-everything" disabled={!armed} onPress={stop}>
          {say.now}
        </Button>
      ) : (
        <HoldButton testId="stop-everything" disabled={!armed} onHeld={stop}>
          {say.hold}
        </HoldButton>
      )}
      <label class="check">
        <input
          type="checkbox"
          data-testid="stop-sure"
          checked={sure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
        {screenWords.devices.sure}
      </label>
    </div>
  );
}

function StopFate({ fate }: { readonly fate: Fate }): JSX.Element {
  const isRefused = fate.progress === "failed";
  return (
    <>
      <p role="status" data-testid="stop-fate" data-progress={fate.progress}>
        {sayFate(fate)}
      </p>
      {!isRefused && <Release />}
    </>
  );
}

function sayFate({ progress, code }: Fate): string {
  switch (progress) {
    case "queued":
      return runWords.composer.waits;
    case "sent":
      return screenWords.devices.underWay;
    case "accepted":
    case "running":
      return say.fate.running;
    case "done":
    case "indeterminate":
      return say.fate[progress];
    case "failed":
      return screenWords.devices.failed(runWords.outcomes[code ?? "unknown"]);
  }
}

function Release(): JSX.Element {
  return (
    <>
      <p class="note">{say.release}</p>
      <CommandLine command={release} />
    </>
  );
}
