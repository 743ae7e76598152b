// A field for a name: of a phone, or of a machine on this phone.

import type { JSX } from "preact";

interface Given {
  readonly label: string;
  readonly hint?: string;
  readonly testId: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function NameField({ label, hint, testId, value, onChange }: Given): JSX.Element {
  return (
    <label class="field">
      <span class="field-label">{label}</span>
      <input
        class="input"
        data-testid={testId}
        value={value}
        maxLength={64}
        autocomplete="off"
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {hint !== undefined && <span class="field-hint">{hint}</span>}
    </label>
  );
}
