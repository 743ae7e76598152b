// The mark of what may leave this machine. Only this folder gives it, after it has looked for secrets; what
// sends, stores for sending or writes a log takes nothing without it.

declare const mark: unique symbol;

export type Cleared<T> = T & { readonly [mark]: "cleared" };

/** For egress itself, and for the store when it reads back what it was handed as cleared. */
export function assertCleared<T>(_value: T): asserts _value is Cleared<T> {
  // Says so to the compiler; that it is true is up to the few that call it.
}

/** All that somebody who talks to a phone may do with its channel. */
export interface Exit {
  readonly ended: boolean;
  send(message: Cleared<Uint8Array>, stream?: number): Promise<void>;
}
