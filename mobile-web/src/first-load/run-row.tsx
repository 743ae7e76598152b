// A run in the list: its state by shape, what it is about, where, and since when.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { Run } from "../state/inbox.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import { glyphOfRun } from "./run-glyph.ts";
import { ago } from "./say-time.ts";

interface Given {
  readonly run: Run;
  readonly href: string;
  /** The machine, where there are several. */
  readonly on: string | undefined;
  readonly clockAheadMs: number;
  /** It has gone on since it was shown. */
  readonly isUnread: boolean;
}

export function RunRow({ run, href, on, clockAheadMs, isUnread }: Given): JSX.Element {
  return (
    <li class="row">
      <a class="row-link" data-testid="run-row" data-state={run.state} href={href}>
        <Glyph name={glyphOfRun(run.state)} />
        <span>
          <span class="row-title">
            <UntrustedText text={run.title} strictness="prose" />
          </span>
          <span class="row-about">
            {words.run.states[run.state]}
            {words.app.comma}
            <UntrustedText
              text={words.home.inWorkspace(run.driver, run.workspace)}
              strictness="prose"
            />
            <OnMachine on={on} />
          </span>
        </span>
        <span class="row-time">
          {isUnread && <b class="row-unread">{words.home.unread}</b>}
          {ago(now.value - run.changedAt + clockAheadMs)}
        </span>
      </a>
    </li>
  );
}

export function OnMachine({ on }: { readonly on: string | undefined }): JSX.Element | null {
  if (on === undefined) return null;
  return (
    <span class="row-machine">
      <UntrustedText text={on} strictness="prose" />
    </span>
  );
}
