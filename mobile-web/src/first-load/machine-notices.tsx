// What one should know of a machine before answering there: that its history is another, that somebody serves another
// app, how much of its budget is spent. Rare, so it is loaded when there is such a thing.

import type { JSX } from "preact";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { PhoneState, Setup } from "../state/app-state.ts";
import { budgetOf } from "../state/budget.ts";
import { dollars, percent } from "../words/amounts.ts";
import { homeWords } from "../words/home-words.ts";
import { runWords } from "../words/run-words.ts";
import { words } from "../words/words.ts";

export interface NoticesGiven {
  readonly state: PhoneState;
  /** Whose it is, where that has to be said. */
  readonly name?: string | undefined;
}

export function MachineNotices({ state, name }: NoticesGiven): JSX.Element {
  const { feeds, setup } = state;
  const isChanged = [...feeds.values()].some((place) => place.changed);
  const notices = [
    isChanged && runWords.notices.changed,
    setup && sayWarning(setup),
    sayBudget(setup),
  ];
  const whose = name === undefined ? "" : name + words.app.colon;
  return (
    <>
      {notices.filter(Boolean).map((notice) => (
        <p key={notice} class="notice-line">
          <UntrustedText text={whose + notice} strictness="prose" />
        </p>
      ))}
    </>
  );
}

function sayBudget(setup: Setup | undefined): string | undefined {
  const budget = budgetOf(setup?.spend);
  if (budget === undefined || budget.level === "calm") return undefined;
  const limit = dollars(budget.spend.limit);
  const say = homeWords.budget;
  return budget.level === "spent" ? say.spent(limit) : say.near(percent(budget.share), limit);
}

/** An older machine says it in its own words alone. */
function sayWarning({ warning, otherApp }: Setup): string | undefined {
  if (otherApp === undefined) return warning;
  const { origin, version, path, count } = otherApp;
  return runWords.notices.otherApp(origin, version, path, count);
}
