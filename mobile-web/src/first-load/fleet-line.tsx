// The connections, under the title of the first screen: one line while all is well or there is one machine, else
// one for each machine that is not as it should be.

import type { JSX } from "preact";
import type { Machines } from "../state/fleet-state.ts";
import type { Key } from "../state/identifiers.ts";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import { words } from "../words/words.ts";
import { LinkLine, isCalm } from "./link-line.tsx";

interface Given {
  readonly machines: Machines;
  readonly names: ReadonlyMap<Key, string>;
}

export function FleetLine({ machines, names }: Given): JSX.Element {
  const all = [...machines];
  const several = all.length > 1;
  const uneasy = all.filter(([, state]) => !isCalm(state));
  const shown = uneasy.length > 0 ? uneasy : all.slice(0, 1);
  const changed = all.filter(([, { feeds }]) => [...feeds.values()].some((place) => place.changed));
  const nameOf = (key: Key) => (several && uneasy.length > 0 ? names.get(key) : undefined);
  return (
    <>
      {shown.map(([key, state]) => (
        <LinkLine key={key} state={state} name={nameOf(key)} />
      ))}
      {changed.map(([key]) => (
        <p key={key} class="notice-line">
          <UntrustedText text={names.get(key) + words.app.colon} strictness="prose" />
          {words.link.changed}
        </p>
      ))}
    </>
  );
}
