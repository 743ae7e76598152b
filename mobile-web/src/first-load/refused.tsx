// Why an answer was not taken: rare, so it is loaded when there is such a thing.

import type { JSX } from "preact";
import type { OutcomeCode } from "@longrein/protocol";
import { runWords } from "../words/run-words.ts";

export interface RefusedGiven {
  readonly code: OutcomeCode | "unknown";
}

export function Refused({ code }: RefusedGiven): JSX.Element {
  return (
    <p class="decide-why warning" role="alert">
      {runWords.refused(runWords.outcomes[code])}
    </p>
  );
}
