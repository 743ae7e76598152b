// The control protocol beside the conversation: requests of ours with their answers, and answers of ours.

import type { Heard } from "./heard.ts";

type Answer = Extract<Heard, { kind: "answer" }>;

interface Pending {
  resolve(content: unknown): void;
  reject(failure: Error): void;
}

export class ControlChannel {
  readonly #send: (line: string) => void;
  readonly #pending = new Map<string, Pending>();
  #next = 1;
  #lost: string | undefined;

  constructor(send: (line: string) => void) {
    this.#send = send;
  }

  request(subtype: string, fields: object = {}): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(new Error(this.#lost));
    const id = `longrein-${this.#next++}`;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#pending.set(id, { resolve, reject });
    const request = { type: "control_request", request_id: id, request: { subtype, ...fields } };
    this.#send(JSON.stringify(request));
    return promise;
  }

  answered({ id, content, error }: Answer): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(content);
    else pending?.reject(new Error(error));
  }

  answer(id: string, response: object): void {
    this.#respond({ subtype: "success", request_id: id, response });
  }

  /** A hook that is answered like this blocks what it was asked about. */
  refuse(id: string, error: string): void {
    this.#respond({ subtype: "error", request_id: id, error });
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    this.#lost ??= why;
    for (const { reject } of this.#pending.values()) reject(new Error(why));
    this.#pending.clear();
  }

  #respond(response: object): void {
    this.#send(JSON.stringify({ type: "control_response", response }));
  }
}
