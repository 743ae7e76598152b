// Looks for a run among many: by words, by state, by coding agent. What was asked for stays while the app is open.

import { signal } from "@preact/signals";
import type { RunState } from "@longrein/protocol";
import type { JSX } from "preact";
import { Button } from "../../parts/button.tsx";
import type { OfMachine } from "../../state/across-machines.ts";
import { type RunWish, anyRun, isMeant } from "../../state/find-runs.ts";
import type { Key } from "../../state/identifiers.ts";
import type { Run } from "../../state/inbox.ts";
import { homeWords } from "../../words/home-words.ts";
import { words } from "../../words/words.ts";
import { pages, sought } from "../sought.ts";

interface Given {
  /** Those among which is looked. */
  readonly runs: readonly OfMachine<Run>[];
  readonly names: ReadonlyMap<Key, string>;
  /** How many of them are shown. */
  readonly found: number;
}

const say = homeWords.find;
const wished = signal(anyRun);

export function RunFinder({ runs, names, found }: Given): JSX.Element {
  const wish = wished.value;
  const change = (to: Partial<RunWish>) => {
    wished.value = { ...wish, ...to };
    const isWanted = isMeant(wished.value);
    sought.value = isWanted && (({ machine, it }) => isWanted(it, names.get(machine)));
    pages.value = {};
  };
  const { states } = words.run;
  const stateNames = Object.keys(states).filter(isState);
  const occurring = new Set([wish.state, ...runs.map(({ it }) => it.state)]);
  const drivers = new Set([wish.driver, ...runs.map(({ it }) => it.driver)]);
  drivers.delete(undefined);
  return (
    <search class="stack-tight">
      <input
        class="input"
        type="search"
        data-testid="find-runs"
        aria-label={say.label}
        placeholder={say.label}
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
        value={wish.words}
        onInput={(event) => change({ words: event.currentTarget.value })}
      />
      <div class="finder-choices">
        <Choice
          testId="of-state"
          any={say.anyState}
          value={wish.state}
          choices={stateNames.filter((state) => occurring.has(state))}
          nameOf={(state) => states[state]}
          onChange={(state) => change({ state })}
        />
        {drivers.size > 1 && (
          <Choice
            testId="of-agent"
            any={say.anyAgent}
            value={wish.driver}
            choices={[...drivers].filter((driver) => driver !== undefined).toSorted()}
            nameOf={(driver) => driver}
            onChange={(driver) => change({ driver })}
          />
        )}
      </div>
      <p class={found > 0 ? "only-read-aloud" : "note"} role="status" data-testid="found-runs">
        {sought.value !== undefined && say.found(found, runs.length)}
      </p>
      {found === 0 && <Button onPress={() => change(anyRun)}>{say.all}</Button>}
    </search>
  );
}

function isState(name: string): name is RunState {
  return name in words.run.states;
}

interface ChoiceGiven<Name extends string> {
  readonly testId: string;
  readonly any: string;
  readonly value: Name | undefined;
  readonly choices: readonly Name[];
  readonly nameOf: (name: Name) => string;
  readonly onChange: (name: Name | undefined) => void;
}

function Choice<Name extends string>(given: ChoiceGiven<Name>): JSX.Element {
  const { testId, any, value, choices, nameOf, onChange } = given;
  return (
    <select
      class="input"
      data-testid={testId}
      aria-label={any}
      value={value ?? ""}
      onChange={({ currentTarget }) =>
        onChange(choices.find((each) => each === currentTarget.value))
      }
    >
      <option value="">{any}</option>
      {choices.map((each) => (
        <option key={each} value={each}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  );
}
