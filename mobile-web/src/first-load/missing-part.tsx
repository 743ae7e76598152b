// Stands for a small part of a page that did not load.

import type { JSX } from "preact";
import { words } from "../words/words.ts";

export function missingPart(isMissing: boolean): JSX.Element | null {
  if (!isMissing) return null;
  return (
    <p class="note" role="alert">
      {words.app.incomplete} {words.app.incompleteTodo}
    </p>
  );
}
