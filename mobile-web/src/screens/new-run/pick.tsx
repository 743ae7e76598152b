// A name that is picked from what the machine offers, or typed while it has not said what it offers.

import type { JSX } from "preact";

interface Given {
  readonly label: string;
  readonly testId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

interface PickedGiven extends Given {
  readonly choices: readonly { readonly name: string; readonly title: string }[];
  /** What nothing picked means, where that is a choice. */
  readonly none?: string;
}

export function Picked({
  label,
  testId,
  value,
  choices,
  onChange,
  none,
}: PickedGiven): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <select
        class="input"
        data-testid={testId}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {choices.map(({ name, title }) => (
          <option key={name} value={name}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

export function Typed({ label, testId, value, onChange }: Given): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <input
        class="input"
        data-testid={testId}
        value={value}
        maxLength={64}
        autocapitalize="none"
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}
