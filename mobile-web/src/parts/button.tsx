// The one button. "main" is ink on paper; danger is a colour only where something is lost for good.

import type { ComponentChildren, JSX } from "preact";

interface Given {
  readonly children: ComponentChildren;
  readonly onPress: () => void;
  readonly look?: "main" | "plain" | "quiet" | "danger";
  readonly disabled?: boolean;
  readonly testId?: string;
  readonly label?: string;
}

export function Button(given: Given): JSX.Element {
  const { children, onPress, look = "plain", disabled = false, testId, label } = given;
  return (
    <button
      type="button"
      class={`button button-${look}`}
      disabled={disabled}
      data-testid={testId}
      aria-label={label}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
