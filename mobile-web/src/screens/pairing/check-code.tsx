// The four digits that are typed at the machine, as large as the screen allows.

import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { pairingWords } from "../../words/pairing-words.ts";

interface Given {
  readonly code: string;
  readonly secondsLeft: number;
}

const say = pairingWords;

export function CheckCode({ code, secondsLeft }: Given): JSX.Element {
  const left = useCountdown(secondsLeft);
  return (
    <main class="page plain-page">
      <div class="stack-tight">
        <h1>{say.checkCode}</h1>
        <p class="lead">{say.checkCodeWhy}</p>
      </div>
      <div class="check-code" data-testid="check-code" role="img" aria-label={[...code].join(" ")}>
        {[...code].map((digit, index) => (
          <span key={index} class="check-digit">
            {digit}
          </span>
        ))}
      </div>
      <div class="time-left">
        <progress max={secondsLeft} value={left} aria-label={say.secondsLeft(left)} />
        <span aria-hidden="true">{say.secondsLeft(left)}</span>
      </div>
    </main>
  );
}

/** The agent says once how long it waits; the seconds in between are counted here. */
function useCountdown(seconds: number): number {
  const [left, setLeft] = useState(seconds);
  useEffect(() => {
    const end = Date.now() + seconds * 1_000;
    const count = () => setLeft(Math.max(0, Math.ceil((end - Date.now()) / 1_000)));
    count();
    const timer = setInterval(count, 1_000);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}
