// A run in the list: its state by shape, what it is about, where, and since when.

import type { JSX } from "preact";
import { Glyph } from "../parts/glyph.tsx";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { RunRequest } from "../state/commands.ts";
import type { Run } from "../state/inbox.ts";
import { words } from "../words/words.ts";
import { now } from "./clock.ts";
import { hrefOf } from "./route.ts";
import { glyphOfRun } from "./run-glyph.ts";
import { ago } from "./say-time.ts";

interface Given {
  readonly run: Run;
  readonly clockAheadMs: number;
}

export function RunRow({ run, clockAheadMs }: Given): JSX.Element {
  return (
    <li class="row">
      <a
        class="row-link"
        data-testid="run-row"
        data-state={run.state}
        href={hrefOf({ page: "run", run: run.key })}
      >
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
          </span>
        </span>
        <Since at={run.changedAt - clockAheadMs} />
      </a>
    </li>
  );
}

export function RequestRow({ request }: { readonly request: RunRequest }): JSX.Element {
  const { progress, code, prompt } = request;
  const failed = progress === "failed";
  return (
    <li class="row">
      <div class="row-link">
        <Glyph name={failed ? "failed" : progress === "indeterminate" ? "unclear" : "idle"} />
        <span>
          <span class="row-title">
            <UntrustedText text={prompt} strictness="prose" />
          </span>
          <span class="row-about">
            {words.home.requested[progress]}
            {failed && words.app.colon + words.outcomes[code ?? "unknown"]}
          </span>
        </span>
      </div>
    </li>
  );
}

function Since({ at }: { readonly at: number }): JSX.Element {
  return <span class="row-time">{ago(now.value - at)}</span>;
}
