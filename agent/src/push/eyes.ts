// Before whose eyes the app is at this moment: in a session, and not put away since. Whoever has it open needs no other
// notice. A phone says that it is put away, since its system may stop the app at once and leave its connection.

import { toBase64url } from "@longrein/protocol";

export interface Sessions {
  isHere(device: Uint8Array): boolean;
  /** Calls back whenever a phone has come or left. */
  onChange(listener: (device: Uint8Array) => void): void;
}

export class Eyes {
  readonly #sessions: Sessions;
  readonly #away = new Set<string>();
  readonly #listeners: ((device: Uint8Array) => void)[] = [];

  constructor(sessions: Sessions) {
    this.#sessions = sessions;
    sessions.onChange((device) => {
      // Only an app that is looked at connects; one that leaves is away anyhow.
      this.#away.delete(toBase64url(device));
      this.#tell(device);
    });
  }

  isOn(device: Uint8Array): boolean {
    return this.#sessions.isHere(device) && !this.#away.has(toBase64url(device));
  }

  /** Of a phone that is in a session. */
  say(device: Uint8Array, seen: boolean): void {
    if (seen) this.#away.delete(toBase64url(device));
    else this.#away.add(toBase64url(device));
    this.#tell(device);
  }

  onChange(listener: (device: Uint8Array) => void): void {
    this.#listeners.push(listener);
  }

  #tell(device: Uint8Array): void {
    for (const listener of this.#listeners) listener(device);
  }
}
