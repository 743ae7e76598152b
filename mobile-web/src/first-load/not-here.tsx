// Why something cannot be approved on this phone: seldom the case, so it is loaded when it is.

import type { JSX } from "preact";
import type { WhyNotHere } from "../state/approvability.ts";
import { runWords } from "../words/run-words.ts";

export interface NotHereGiven {
  readonly why: WhyNotHere;
}

export function NotHere({ why }: NotHereGiven): JSX.Element {
  return <p class="decide-why">{runWords.notHere[why]}</p>;
}
