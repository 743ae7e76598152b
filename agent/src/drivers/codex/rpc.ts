// Codex's own kind of JSON-RPC, without a version: requests both ways, each with numbers of its own, and
// notifications. What is no such message is passed over.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";

/** What carries the messages: the pipes of a process, or a socket. */
export interface Wire {
  /** False if nobody listens any more. */
  send(message: string): boolean;
  close(): Promise<void>;
}

export interface RpcHandler {
  notified(method: string, params: unknown): void;
  /** The answer's `result`, or `unanswered`. */
  asked(method: string, params: unknown, id: number | string): Promise<unknown>;
  /** It has said something longer than anybody should hold. */
  overlong(): void;
}

interface Pending {
  resolve(result: unknown): void;
  reject(failure: Error): void;
}

/** Instead of an answer, where the request has been answered by somebody else. */
export const unanswered = Symbol("unanswered");

export class RpcFailure extends Error {
  override readonly name = "RpcFailure";
}

export class RpcPeer {
  #wire: Wire | undefined;
  readonly #handler: RpcHandler;
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #lost: string | undefined;

  constructor(handler: RpcHandler) {
    this.#handler = handler;
  }

  speakThrough(wire: Wire): void {
    this.#wire = wire;
  }

  request(method: string, params: unknown): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(new RpcFailure(this.#lost));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      if (!this.#send({ id, method, params })) this.lose("Codex does not listen any more");
    });
  }

  notify(method: string, params?: unknown): void {
    this.#send(params === undefined ? { method } : { method, params });
  }

  /** One message, as text. */
  receive(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    const method = textOf(message, "method");
    const id = fieldOf(message, "id");
    const isId = typeof id === "number" || typeof id === "string";
    if (method === undefined) {
      if (typeof id === "number") this.#settle(id, message);
    } else if (isId) void this.#answer(method, fieldOf(message, "params"), id);
    else this.#handler.notified(method, fieldOf(message, "params"));
  }

  /** A message was too long to be read; whoever waits for it must not wait for ever. */
  receiveTooLong(beginning: string): void {
    this.#handler.overlong();
    const id = Number(/^\s*\{\s*"id"\s*:\s*(\d+)/.exec(beginning)?.[1]);
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    pending?.reject(new RpcFailure("the answer is too long to be read"));
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = why;
    for (const { reject } of this.#pending.values()) reject(new RpcFailure(why));
    this.#pending.clear();
  }

  async close(): Promise<void> {
    this.lose("the connection to Codex was closed");
    await this.#wire?.close();
  }

  async #answer(method: string, params: unknown, id: number | string): Promise<void> {
    try {
      const result = await this.#handler.asked(method, params, id);
      if (result !== unanswered) this.#send({ id, result });
    } catch (failure) {
      const message = failure instanceof Error ? failure.message : "unknown";
      this.#send({ id, error: { code: -32_601, message } });
    }
  }

  #settle(id: number, message: unknown): void {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    const error = fieldOf(message, "error");
    if (error === undefined || error === null) pending?.resolve(fieldOf(message, "result"));
    else pending?.reject(new RpcFailure(textOf(error, "message") ?? "Codex gave no reason"));
  }

  #send(message: object): boolean {
    return this.#lost === undefined && this.#wire?.send(JSON.stringify(message)) === true;
  }
}
