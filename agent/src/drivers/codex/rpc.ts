// Codex's own kind of JSON-RPC, without a version: requests both ways, each with numbers of its own, and
// notifications. What is no such message is passed over.

import { fieldOf, textOf } from "../../runs/loose-fields.ts";
import { PendingRequests } from "../../runs/pending-requests.ts";

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

/** Instead of an answer, where the request has been answered by somebody else. */
export const unanswered = Symbol("unanswered");

export class RpcFailure extends Error {
  override readonly name = "RpcFailure";
}

export class RpcPeer {
  #wire: Wire | undefined;
  readonly #handler: RpcHandler;
  readonly #pending = new PendingRequests((why) => new RpcFailure(why));

  constructor(handler: RpcHandler) {
    this.#handler = handler;
  }

  speakThrough(wire: Wire): void {
    this.#wire = wire;
  }

  request(method: string, params: unknown): Promise<unknown> {
    const send = (id: number) => this.#send({ id, method, params });
    return this.#pending.request(send, "Codex does not listen any more");
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
      if (typeof id === "number") this.#pending.settle(id, message, failureFrom);
    } else if (isId) void this.#answer(method, fieldOf(message, "params"), id);
    else this.#handler.notified(method, fieldOf(message, "params"));
  }

  /** A message was too long to be read; whoever waits for it must not wait for ever. */
  receiveTooLong(beginning: string): void {
    this.#handler.overlong();
    const id = Number(/^\s*\{\s*"id"\s*:\s*(\d+)/.exec(beginning)?.[1]);
    this.#pending.fail(id, "the answer is too long to be read");
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    this.#pending.lose(why);
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

  #send(message: object): boolean {
    return !this.#pending.isLost && this.#wire?.send(JSON.stringify(message)) === true;
  }
}

function failureFrom(error: unknown): RpcFailure {
  return new RpcFailure(textOf(error, "message") ?? "Codex gave no reason");
}
