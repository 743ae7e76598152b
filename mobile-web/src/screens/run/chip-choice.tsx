// One of a few, as chips in a row.

import type { JSX } from "preact";

interface Given<Value extends string> {
  readonly name: string;
  readonly label: string;
  readonly chosen: Value;
  /** With what each is called. */
  readonly choices: readonly (readonly [Value, string])[];
  readonly onChoose: (value: Value) => void;
}

export function ChipChoice<Value extends string>(given: Given<Value>): JSX.Element {
  const { name, label, chosen, choices, onChoose } = given;
  return (
    <div class="when" role="radiogroup" aria-label={label}>
      {choices.map(([value, called]) => (
        <label key={value} class="chip chip-choice">
          <input
            type="radio"
            name={name}
            class="only-read-aloud"
            data-testid={`${name}-${value}`}
            checked={chosen === value}
            onChange={() => onChoose(value)}
          />
          {called}
        </label>
      ))}
    </div>
  );
}
