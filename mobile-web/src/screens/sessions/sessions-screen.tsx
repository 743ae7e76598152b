// What the coding agents of a machine remember of a shared workspace: sessions of the desktop, past and live, each
// with what can be done with it here.

import type { JSX } from "preact";
import { useMemo, useState } from "preact/hooks";
import type { ScreenGiven } from "../../first-load/app.tsx";
import { Bar } from "../../first-load/bar.tsx";
import { now } from "../../first-load/clock.ts";
import { CommandLine } from "../../first-load/command-line.tsx";
import { LinkLine } from "../../first-load/link-line.tsx";
import type { Phone } from "../../first-load/phone-store.ts";
import { ago } from "../../first-load/say-time.ts";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { newRun } from "../../state/new-run.ts";
import type { PastSession, SessionPlace } from "../../state/way-with-session.ts";
import { runWords } from "../../words/run-words.ts";
import { screenWords } from "../../words/screen-words.ts";
import { words } from "../../words/words.ts";
import { Picked } from "../new-run/pick.tsx";
import { useAnswer } from "../use-answer.ts";
import { SessionSheet } from "./session-sheet.tsx";

const say = screenWords.sessions;

export function SessionsScreen({ phone }: ScreenGiven): JSX.Element {
  const state = phone.state.value;
  const [chosen, choose] = useState<string | undefined>(undefined);
  const { workspaces = [], drivers = [] } = state.setup ?? {};
  const { workspace } = newRun(state, chosen === undefined ? {} : { workspace: chosen });
  return (
    <div class="page">
      <header>
        <Bar title={say.title} back={{ page: "device", machine: phone.machine }} />
        <LinkLine state={state} />
      </header>
      <main class="stack section">
        {workspaces.length > 1 && (
          <Picked
            label={screenWords.newRun.workspace}
            testId="sessions-workspace"
            value={workspace}
            choices={workspaces.map(({ name }) => ({ name, title: name }))}
            onChange={choose}
          />
        )}
        {state.setup === undefined && <p class="empty">{words.home.unknown}</p>}
        {state.setup !== undefined && workspaces.length === 0 && <NoWorkspace />}
        {workspaces.length > 0 &&
          drivers.map(({ name, title, unusable }) => (
            <section key={workspace + name} data-testid="sessions-of">
              <div class="section-head">
                <h2>{title}</h2>
              </div>
              {unusable === undefined ? (
                <Sessions phone={phone} place={{ workspace, driver: name }} />
              ) : (
                <p class="empty">
                  <UntrustedText text={unusable} strictness="prose" />
                </p>
              )}
            </section>
          ))}
      </main>
    </div>
  );
}

function NoWorkspace(): JSX.Element {
  return (
    <div class="stack-tight">
      <p>{say.noWorkspace}</p>
      <CommandLine command="longrein workspace share FOLDER" />
    </div>
  );
}

interface Given {
  readonly phone: Phone;
  readonly place: SessionPlace;
}

function Sessions({ phone, place }: Given): JSX.Element {
  const { workspace, driver } = place;
  const [open, setOpen] = useState<string | undefined>(undefined);
  const query = useMemo(
    () => ({ t: "sessions.list", workspace, driver }) as const,
    [workspace, driver],
  );
  const state = phone.state.value;
  // To list them costs the machine a program or two, so that it is not asked again and again.
  const told = useAnswer(phone, query, state.inbox.runs.size, false);
  if (told === undefined) {
    const isAsked = state.link.kind === "ready";
    return <p class="empty">{isAsked ? screenWords.devices.asking : words.home.unknown}</p>;
  }
  const { answer } = told;
  if (answer.t !== "sessions") {
    const code = answer.t === "unanswered" ? answer.code : "unknown";
    const isOfNone = code === "UNSUPPORTED";
    return <p class="empty">{isOfNone ? say.keepsNone : say.notShown(runWords.outcomes[code])}</p>;
  }
  const opened = answer.sessions.find(({ session }) => session === open);
  return (
    <>
      {answer.sessions.length === 0 && <p class="empty">{say.none}</p>}
      <ul class="rows">
        {answer.sessions.map((session) => (
          <SessionRow key={session.session} phone={phone} session={session} onOpen={setOpen} />
        ))}
      </ul>
      {opened !== undefined && (
        <SessionSheet
          phone={phone}
          place={place}
          session={opened}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface RowGiven {
  readonly phone: Phone;
  readonly session: PastSession;
  readonly onOpen: (session: string) => void;
}

function SessionRow({ phone, session, onOpen }: RowGiven): JSX.Element {
  const { title, changedAt, open } = session;
  const at = changedAt - (phone.state.value.machine?.clockAheadMs ?? 0);
  return (
    <li class="row">
      <button
        type="button"
        class="row-link row-button"
        data-testid="session-row"
        data-open={open}
        onClick={() => onOpen(session.session)}
      >
        <Glyph name={open ? "running" : "idle"} />
        <span>
          <span class="row-title">
            <UntrustedText text={title} strictness="prose" />
          </span>
          <span class="row-about">{say[open ? "open" : "closed"]}</span>
        </span>
        <span class="row-time">{ago(now.value - at)}</span>
      </button>
    </li>
  );
}
