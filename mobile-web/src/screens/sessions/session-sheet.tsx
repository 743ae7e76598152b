// One session of the desktop: what was said in it last, what can be done with it here, and why not more.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { Phone } from "../../first-load/phone-store.ts";
import { go, replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import { Sheet } from "../../parts/sheet.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import {
  type PastSession,
  type SessionPlace,
  type WayWithSession,
  wayWith,
} from "../../state/way-with-session.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { useAnswer } from "../use-answer.ts";

interface Given {
  readonly phone: Phone;
  readonly place: SessionPlace;
  readonly session: PastSession;
}

const say = screenWords.sessions;

export function SessionSheet({
  onClose,
  ...given
}: Given & { readonly onClose: () => void }): JSX.Element {
  const { phone, session } = given;
  const way = wayWith(session, phone.state.value.inbox);
  return (
    <Sheet
      title={<UntrustedText text={session.title} strictness="prose" />}
      closeLabel={screenWords.devices.close}
      onClose={onClose}
      testId="session-sheet"
    >
      <p class="note">{say.why[way.kind]}</p>
      {way.kind === "run" ? (
        <Button
          look="main"
          testId="session-run"
          onPress={() => go({ page: "run", run: way.run, machine: phone.machine })}
        >
          {say.ways.run}
        </Button>
      ) : (
        <GoOn {...given} way={way.kind} />
      )}
      <Said {...given} />
    </Sheet>
  );
}

type Opening = Exclude<WayWithSession["kind"], "run">;

function GoOn({ phone, place, session, way }: Given & { readonly way: Opening }): JSX.Element {
  const [prompt, setPrompt] = useState("");
  const isEmpty = prompt.trim() === "";
  const open = (fork: boolean) => {
    const from = { session: session.session, ...(fork && { fork }) };
    phone.port.give({ t: "run.open", ...place, prompt: prompt.trim(), ...from });
    replaceWith({ page: "home" });
  };
  return (
    <>
      <label class="field">
        <span class="field-label">{screenWords.newRun.prompt}</span>
        <textarea
          class="input"
          data-testid="session-prompt"
          rows={3}
          maxLength={4_000}
          value={prompt}
          onInput={(event) => setPrompt(event.currentTarget.value)}
        />
      </label>
      <Button
        look="main"
        testId={`session-${way}`}
        disabled={isEmpty}
        onPress={() => open(way === "copy")}
      >
        {say.ways[way]}
      </Button>
      {way === "goOn" && (
        <Button testId="session-copy" disabled={isEmpty} onPress={() => open(true)}>
          {say.ways.copy}
        </Button>
      )}
    </>
  );
}

function Said({ phone, place, session: { session } }: Given): JSX.Element {
  const { workspace, driver } = place;
  const query = useMemo(
    () => ({ t: "session.read", workspace, driver, session }) as const,
    [workspace, driver, session],
  );
  const answer = useAnswer(phone, query, undefined, false)?.answer;
  if (answer === undefined) return <p class="note">{screenWords.devices.asking}</p>;
  if (answer.t !== "session") {
    const code = answer.t === "unanswered" ? answer.code : "unknown";
    return <p class="note">{say.notShown(runWords.outcomes[code])}</p>;
  }
  return (
    <div class="sheet-apart" data-testid="session-said">
      {answer.earlier && <p class="note">{say.earlier}</p>}
      {answer.said.map(({ by, text }, number) => (
        <div class="field" key={number}>
          <span class="field-label">{screenWords.run[by === "user" ? "you" : "agent"]}</span>
          <UntrustedText text={text} strictness="prose" />
        </div>
      ))}
    </div>
  );
}
