// The state as a signal. Inputs may come by the hundred; the screen hears of them once per frame.

import { type ReadonlySignal, signal } from "@preact/signals";
import { type PhoneState, blankState, reduce } from "../state/app-state.ts";
import type { PhonePort } from "../state/phone-port.ts";

export interface Phone {
  readonly port: PhonePort;
  readonly state: ReadonlySignal<PhoneState>;
}

export function connectPhone(port: PhonePort): Phone {
  const shown = signal(blankState);
  let latest = blankState;
  let waiting = false;
  const show = () => {
    waiting = false;
    shown.value = latest;
  };
  port.onInput((input) => {
    latest = reduce(latest, input);
    if (waiting) return;
    waiting = true;
    // A page in the background has no frames, but its badge and its feeds go on.
    if (document.hidden) setTimeout(show, 0);
    else requestAnimationFrame(show);
  });
  return { port, state: shown };
}
