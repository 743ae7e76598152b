// What was given over a minute ago and has not been sent: it goes out only when somebody says so once more.

import type { JSX } from "preact";
import { Button } from "../parts/button.tsx";
import type { Fate } from "../state/commands.ts";
import type { Phone } from "./phone-store.ts";
import { runWords } from "../words/run-words.ts";

export interface HeldGiven {
  readonly phone: Phone;
  readonly fate: Fate;
  readonly what: keyof typeof say;
}

const say = runWords.held;

export function HeldCommand({ phone, fate, what }: HeldGiven): JSX.Element {
  const { command, waiting } = fate;
  return (
    <div class="held" role="alert" data-testid="held">
      <p>
        {say[what]} {waiting?.maybeSent === true && say.maybe}
      </p>
      <div class="held-answers">
        <Button testId="drop" onPress={() => phone.port.takeBack(command)}>
          {say.drop}
        </Button>
        <Button testId="send-now" onPress={() => phone.port.sendNow(command)}>
          {say.send}
        </Button>
      </div>
    </div>
  );
}
