// What happened around the work, each in one quiet line: what a turn used, where an attempt works, what holds
// from here on, and what this version cannot show.

import type { JSX } from "preact";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { AttemptItem, SettingsItem, UsageItem } from "../../state/transcript-item.ts";
import { compact, dollars } from "../../words/amounts.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";

const say = runWords.event;

export function UsageLine({ usage }: { readonly usage: UsageItem }): JSX.Element {
  const { input, output, cost, estimated, model } = usage;
  const parts = [
    ...(model === undefined ? [] : [model]),
    runWords.usage.tokens(compact(input), compact(output)),
    ...(cost === undefined ? [] : [dollars(cost)]),
    ...(estimated === true && cost !== undefined ? [runWords.usage.estimated] : []),
  ];
  return (
    <p class="event-line event-quiet" data-testid="usage">
      <UntrustedText
        text={runWords.usage.turn + words.app.colon + parts.join(words.app.comma)}
        strictness="prose"
      />
    </p>
  );
}

export function AttemptLine({ attempt }: { readonly attempt: AttemptItem }): JSX.Element {
  const { number, place, base, warning } = attempt;
  const where =
    place === "worktree" && base !== undefined ? say.worktreeOf(base.slice(0, 10)) : say[place];
  return (
    <p class="event-line event-quiet" data-testid="attempt">
      <span>
        <UntrustedText text={say.attempt(number, where)} strictness="prose" />
        {warning !== undefined && (
          <span class="machine-line event-warning">
            <UntrustedText text={warning} strictness="prose" />
          </span>
        )}
      </span>
    </p>
  );
}

export function SettingsChange({ settings }: { readonly settings: SettingsItem }): JSX.Element {
  const { model, mode, profile } = settings;
  const parts = [
    ...(model === undefined ? [] : [model]),
    ...(mode === undefined ? [] : [mode]),
    ...(profile === undefined ? [] : [runWords.settings.profiles[profile]]),
  ];
  return (
    <p class="event-line event-quiet" data-testid="settings-change">
      <UntrustedText
        text={say.holds + words.app.colon + parts.join(words.app.comma)}
        strictness="prose"
      />
    </p>
  );
}

interface QuietGiven {
  readonly children: string;
  readonly testId: string;
}

export function QuietLine({ children, testId }: QuietGiven): JSX.Element {
  return (
    <p class="event-line event-quiet" data-testid={testId}>
      {children}
    </p>
  );
}
