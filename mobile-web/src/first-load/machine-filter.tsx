// Whose runs are listed: those of all machines, or of one. In the address, so that it is still so when one comes
// back from a run.

import type { JSX } from "preact";
import { UntrustedText } from "../parts/untrusted-text.tsx";
import type { Key } from "../state/identifiers.ts";
import { words } from "../words/words.ts";
import { hrefOf } from "./route.ts";

interface Given {
  readonly names: ReadonlyMap<Key, string>;
  /** Undefined: all. */
  readonly chosen: Key | undefined;
}

export function MachineFilter({ names, chosen }: Given): JSX.Element {
  const chip = (machine: Key | undefined, name: string) => (
    <a
      key={machine}
      class="chip"
      data-testid="of-machine"
      aria-current={machine === chosen}
      href={hrefOf({ page: "home", ...(machine !== undefined && { machine }) })}
    >
      <UntrustedText text={name} strictness="prose" />
    </a>
  );
  return (
    <nav class="quick-words filter" aria-label={words.home.machines}>
      {chip(undefined, words.home.allMachines)}
      {[...names].map(([machine, name]) => chip(machine, name))}
    </nav>
  );
}
