// Writes down what is known of one machine, one thing after the other, and forgets it when it is no longer ours.

import type { Key } from "../state/identifiers.ts";
import type { MemoryPlace } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { forgetIn } from "../vault/forget-machine.ts";
import { keepMemory } from "../vault/memory-store.ts";

export interface Memory {
  write(place: MemoryPlace, text: string): void;
  /** For good: nothing is written down of it any more. */
  forget(): void;
  /** All that was begun is done. */
  written(): Promise<void>;
}

export function memoryOfMachine(database: Database, keys: DeviceKeys, machine: Key): Memory {
  let writing = Promise.resolve();
  let isOver = false;
  // What cannot be kept is only missing at the next opening.
  const next = (act: () => Promise<void>) => (writing = writing.then(act).catch(() => undefined));
  return {
    write: (place, text) =>
      void next(async () => {
        if (!isOver) await keepMemory(database, keys, machine, { place, text });
      }),
    forget: () => {
      isOver = true;
      void next(() => forgetIn(database, "memory", machine));
    },
    written: () => writing,
  };
}
