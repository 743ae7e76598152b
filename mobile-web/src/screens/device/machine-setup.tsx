// What a machine has said of itself: what was spent there, and the coding agents it has, with why one cannot be used.

import type { JSX } from "preact";
import { Glyph } from "../../parts/glyph.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import type { Setup } from "../../state/app-state.ts";
import { budgetOf } from "../../state/budget.ts";
import { dollars, percent } from "../../words/amounts.ts";
import { homeWords } from "../../words/home-words.ts";
import { words } from "../../words/words.ts";

const say = homeWords.machine;

export function SpentFact({ setup }: { readonly setup: Setup }): JSX.Element | null {
  const budget = budgetOf(setup.spend);
  if (budget === undefined) return null;
  const { spend, share, level } = budget;
  const used = (spend.estimated ? "≈ " : "") + dollars(spend.used);
  return (
    <div>
      <dt>{say.spent}</dt>
      <dd data-testid="spent" data-level={level}>
        {say.ofLimit(used, dollars(spend.limit), percent(share))}
      </dd>
    </div>
  );
}

export function CodingAgents({ setup }: { readonly setup: Setup }): JSX.Element | null {
  if (setup.drivers.length === 0) return null;
  return (
    <section class="section" aria-labelledby="agents">
      <h2 id="agents" class="facts-head">
        {say.agents}
      </h2>
      <ul data-testid="coding-agents">
        {setup.drivers.map(({ name, title, version, unusable }) => (
          <li key={name} class="row row-link">
            <Glyph name={unusable === undefined ? "done" : "failed"} />
            <span>
              <span class="row-title">
                <UntrustedText
                  text={version === undefined ? title : `${title} ${version}`}
                  strictness="prose"
                />
              </span>
              {unusable !== undefined && (
                <span class="row-about">
                  {say.unusable}
                  {words.app.colon}
                  <UntrustedText text={unusable} strictness="prose" />
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
