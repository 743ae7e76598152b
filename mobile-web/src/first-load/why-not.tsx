// Why the machine has not done something, in words; and where it came too fast, how long until it may be tried again.

import type { OutcomeCode } from "@longrein/protocol";
import type { JSX } from "preact";
import { runWords } from "../words/run-words.ts";
import { now } from "./clock.ts";

interface Given {
  readonly code?: OutcomeCode | "unknown" | undefined;
  readonly againAt?: number | undefined;
}

const say = runWords.tooFast;

export function WhyNot({ code, againAt }: Given): JSX.Element {
  if (againAt === undefined) return <>{runWords.outcomes[code ?? "unknown"]}</>;
  const seconds = Math.max(0, Math.ceil((againAt - now.value) / 1_000));
  // Read aloud once, not with every second of the countdown.
  return (
    <>
      {say.what} <span class="only-read-aloud">{say.soon}</span>
      <span aria-hidden="true">{seconds > 0 ? say.again(seconds) : say.now}</span>
    </>
  );
}
