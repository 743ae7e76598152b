// Why an answer was not taken: rare, so it is loaded when there is such a thing.

import type { JSX } from "preact";
import type { OutcomeCode } from "@longrein/protocol";
import { runWords } from "../words/run-words.ts";
import { WhyNot } from "./why-not.tsx";

export interface RefusedGiven {
  readonly code: OutcomeCode | "unknown";
  readonly againAt: number | undefined;
}

export function Refused(given: RefusedGiven): JSX.Element {
  return (
    <p class="decide-why warning" role="alert">
      {runWords.refused("")}
      <WhyNot {...given} />
    </p>
  );
}
