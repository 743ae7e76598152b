// Writes down what is known of one machine, one thing after the other, and forgets it when it is no longer ours.

import type { Key } from "../state/identifiers.ts";
import type { MemoryPlace } from "../state/phone-port.ts";
import type { Database } from "../vault/database.ts";
import type { DeviceKeys } from "../vault/device-keys.ts";
import { forgetMemoryOf, keepMemory } from "../vault/memory-store.ts";

export class Memory {
  readonly #database: Database;
  readonly #keys: DeviceKeys;
  readonly #machine: Key;
  #writing: Promise<void> = Promise.resolve();
  #isOver = false;

  constructor(database: Database, keys: DeviceKeys, machine: Key) {
    this.#database = database;
    this.#keys = keys;
    this.#machine = machine;
  }

  write(place: MemoryPlace, text: string): void {
    this.#next(async () => {
      if (this.#isOver) return;
      await keepMemory(this.#database, this.#keys, this.#machine, { place, text });
    });
  }

  /** For good: nothing is written down of it any more. */
  forget(): void {
    this.#isOver = true;
    this.#next(() => forgetMemoryOf(this.#database, this.#machine));
  }

  /** All that was begun is done. */
  written(): Promise<void> {
    return this.#writing;
  }

  /** What cannot be kept is only missing at the next opening. */
  #next(act: () => Promise<void>): void {
    this.#writing = this.#writing.then(act).catch(() => undefined);
  }
}
