// What came of all that was denied by one press: how many of each, and which. It goes on being told while it is read.

import type { JSX } from "preact";
import { Sheet } from "../../parts/sheet.tsx";
import { UntrustedText } from "../../parts/untrusted-text.tsx";
import { type ToDeny, fateOfDenial, fatesOfDenial } from "../../state/denied-all.ts";
import type { Machines } from "../../state/fleet-state.ts";
import { frozenAction } from "../../state/frozen-action.ts";
import { homeWords } from "../../words/home-words.ts";
import { runWords } from "../../words/run-words.ts";
import { words } from "../../words/words.ts";
import { inOneLine } from "./in-one-line.ts";

interface Given {
  readonly machines: Machines;
  readonly denied: readonly ToDeny[];
  readonly onClose: () => void;
}

const say = homeWords.denyAll;
/** The others are only counted. */
const linesMax = 30;

export function DeniedAll({ machines, denied, onClose }: Given): JSX.Element {
  const fates = Map.groupBy(denied, (each) => fateOfDenial(machines, each));
  return (
    <Sheet
      title={say.outcome}
      closeLabel={runWords.sheet.close}
      onClose={onClose}
      testId="denied-everything"
    >
      {fatesOfDenial.map((fate) => {
        const theirs = fates.get(fate) ?? [];
        if (theirs.length === 0) return null;
        return (
          <section key={fate} class="stack-tight" data-testid="denied" data-fate={fate}>
            <p role="status">
              {theirs.length} {say.became[fate]}
            </p>
            <ul class="note">
              {theirs.slice(0, linesMax).map((each) => (
                <Line key={each.machine + each.approval} machines={machines} of={each} />
              ))}
            </ul>
          </section>
        );
      })}
    </Sheet>
  );
}

function Line({
  machines,
  of,
}: Pick<Given, "machines"> & { readonly of: ToDeny }): JSX.Element | null {
  const approval = machines.get(of.machine)?.inbox.approvals.get(of.approval);
  if (approval === undefined) return null;
  const line = inOneLine(frozenAction(approval.ask));
  return (
    <li class="one-line">
      {line === undefined ? (
        words.approval.unknown
      ) : (
        <UntrustedText text={line} strictness="exact" />
      )}
    </li>
  );
}
