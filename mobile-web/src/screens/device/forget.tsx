// The end of a pairing, on this phone's side. The other machines stay.

import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Fleet } from "../../first-load/phone-store.ts";
import { replaceWith } from "../../first-load/route.ts";
import { Button } from "../../parts/button.tsx";
import type { Key } from "../../state/identifiers.ts";
import { screenWords } from "../../words/screen-words.ts";

interface Given {
  readonly fleet: Fleet;
  readonly machine: Key;
}

const say = screenWords.device;

export function Forget({ fleet, machine }: Given): JSX.Element {
  const [asked, setAsked] = useState(false);
  return (
    <section class="section stack-tight">
      {asked ? (
        <>
          <p class="note">{say.unpairWhy}</p>
          <Button look="danger" testId="unpair-sure" onPress={() => forget(fleet, machine)}>
            {say.unpairSure}
          </Button>
          <Button onPress={() => setAsked(false)}>{say.keep}</Button>
        </>
      ) : (
        <Button testId="unpair" onPress={() => setAsked(true)}>
          {say.unpair}
        </Button>
      )}
    </section>
  );
}

export function forget(fleet: Fleet, machine: Key): void {
  const others = fleet.state.value.machines.size > 1;
  const leave = () => replaceWith({ page: others ? "machines" : "home" });
  void fleet.port.forget(machine).then(leave);
}
