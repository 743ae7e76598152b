// Whom the relay is told to let in: every paired phone, and whoever has a reason for a while.

import type { Admission } from "@longrein/protocol";
import { admissionsMax } from "@longrein/protocol/limits";
import type { Store } from "../store/store.ts";

interface ForAWhile {
  admission(): Admission | undefined;
}

export function admissions(store: Store, forAWhile: readonly ForAWhile[]): Admission[] {
  const devices = store.devices
    .live()
    .map(({ slot, capabilityHash }) => ({ id: slot, capabilityHash, seconds: 0 }));
  const others = forAWhile.flatMap((each) => each.admission() ?? []);
  // One row too many would have the relay refuse the whole table.
  return [...devices, ...others].slice(0, admissionsMax);
}
