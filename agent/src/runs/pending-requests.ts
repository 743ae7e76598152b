// What was asked of a coding agent and not answered yet, by number: each request is settled once, by its answer
// or because there will be none.

import { fieldOf } from "./loose-fields.ts";

interface Pending {
  resolve(result: unknown): void;
  reject(failure: Error): void;
}

export class PendingRequests {
  readonly #failure: (why: string) => Error;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #lost: string | undefined;

  /** `failure` is what those get who wait in vain. */
  constructor(failure: (why: string) => Error) {
    this.#failure = failure;
  }

  get isLost(): boolean {
    return this.#lost !== undefined;
  }

  /** `send` says whether anybody listens; if not, nobody will any more, and `unheard` says so. */
  request(send: (id: number) => boolean, unheard: string): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(this.#failure(this.#lost));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      if (!send(id)) this.lose(unheard);
    });
  }

  /** By a whole answer; one that nobody waits for is passed over. */
  settle(id: number, message: unknown, failureFrom: (error: unknown) => Error): void {
    const error = fieldOf(message, "error");
    const pending = this.#take(id);
    if (error === undefined || error === null) pending?.resolve(fieldOf(message, "result"));
    else pending?.reject(failureFrom(error));
  }

  fail(id: number, why: string): void {
    this.#take(id)?.reject(this.#failure(why));
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = why;
    for (const { reject } of this.#pending.values()) reject(this.#failure(why));
    this.#pending.clear();
  }

  #take(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }
}
