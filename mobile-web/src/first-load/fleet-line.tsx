// The connections, under the title of the first screen: one line while all is well or there is one machine, else
// one for each machine that is not as it should be. Below that what one should know before answering.

import type { JSX } from "preact";
import type { Machines } from "../state/fleet-state.ts";
import type { Key } from "../state/identifiers.ts";
import { LinkLine, isCalm } from "./link-line.tsx";
import { Notices } from "./notices.tsx";

interface Given {
  readonly machines: Machines;
  readonly names: ReadonlyMap<Key, string>;
}

export function FleetLine({ machines, names }: Given): JSX.Element {
  const all = [...machines];
  const uneasy = all.filter(([, state]) => !isCalm(state));
  const shown = uneasy.length > 0 ? uneasy : all.slice(0, 1);
  const isOneOfSeveral = shown === uneasy && all.length > 1;
  return (
    <>
      {shown.map(([key, state]) => (
        <LinkLine key={key} state={state} name={isOneOfSeveral ? names.get(key) : undefined} />
      ))}
      {all.map(([key, state]) => (
        <Notices key={key} state={state} name={names.get(key)} />
      ))}
    </>
  );
}
