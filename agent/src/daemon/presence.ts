// Which phones are in a session at this moment, and how to end it: whoever loses a right loses the
// conversation in which it had it.

import { type CloseReason, toBase64url } from "@longrein/protocol";

export class Presence {
  readonly #sessions = new Map<string, Set<(reason: CloseReason) => void>>();
  readonly #listeners: ((device: Uint8Array) => void)[] = [];

  /** Returns how to say that it has left. */
  arrived(device: Uint8Array, close: (reason: CloseReason) => void): () => void {
    const name = toBase64url(device);
    const sessions = this.#sessions.get(name) ?? new Set();
    this.#sessions.set(name, sessions.add(close));
    this.#tell(device);
    return () => {
      sessions.delete(close);
      if (sessions.size === 0 && this.#sessions.get(name) === sessions) this.#sessions.delete(name);
      this.#tell(device);
    };
  }

  /** Calls back whenever one has come or left. */
  onChange(listener: (device: Uint8Array) => void): void {
    this.#listeners.push(listener);
  }

  isHere(device: Uint8Array): boolean {
    return this.#sessions.has(toBase64url(device));
  }

  end(device: Uint8Array, reason: CloseReason): void {
    for (const close of this.#sessions.get(toBase64url(device)) ?? []) close(reason);
  }

  endAll(reason: CloseReason): void {
    const sessions = [...this.#sessions.values()].flatMap((closes) => [...closes]);
    for (const close of sessions) close(reason);
  }

  #tell(device: Uint8Array): void {
    for (const listener of this.#listeners) listener(device);
  }
}
