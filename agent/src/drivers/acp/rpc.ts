// JSON-RPC 2.0 in lines, both ways, as the Agent Client Protocol has it. What is no message is passed over.

import { fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";
import { PendingRequests } from "../../runs/pending-requests.ts";

export interface RpcHandler {
  notified(method: string, params: unknown): void;
  /** Resolves with the result; undefined for what is not known here. */
  asked(method: string, params: unknown, id: RequestId): Promise<object | undefined>;
}

export type RequestId = number | string;

const methodNotFound = -32_601;
const internalError = -32_603;
const authRequired = -32_000;

export class RpcFailure extends Error {
  override readonly name = "RpcFailure";
  readonly code: number | undefined;
  readonly details: unknown;

  constructor(message: string, code?: number, details?: unknown) {
    super(message);
    this.code = code;
    this.details = details;
  }

  get isAboutLogin(): boolean {
    return this.code === authRequired;
  }
}

export class RpcPeer {
  readonly #handler: RpcHandler;
  readonly #send: (line: string) => boolean;
  readonly #pending = new PendingRequests((why) => new RpcFailure(why));

  /** `send` says whether anybody listens. */
  constructor(handler: RpcHandler, send: (line: string) => boolean) {
    this.#handler = handler;
    this.#send = send;
  }

  request(method: string, params: object): Promise<unknown> {
    const send = (id: number) => this.#say({ id, method, params });
    return this.#pending.request(send, "it does not listen any more");
  }

  notify(method: string, params: object): void {
    this.#say({ method, params });
  }

  line(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    const method = textOf(message, "method");
    const id = fieldOf(message, "id");
    if (method === undefined) {
      if (typeof id === "number") this.#pending.settle(id, message, failureFrom);
    } else if (typeof id === "number" || typeof id === "string") {
      void this.#answer(method, fieldOf(message, "params"), id);
    } else this.#handler.notified(method, fieldOf(message, "params"));
  }

  /** A message was too long to be read; whoever waits for it must not wait for ever. */
  tooLong(beginning: string): void {
    const id = Number(/"id"\s*:\s*(\d+)/.exec(beginning)?.[1]);
    const isAnswer = !/"method"\s*:/.test(beginning);
    if (isAnswer) this.#pending.fail(id, "the answer is too long to be read");
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    this.#pending.lose(why);
  }

  async #answer(method: string, params: unknown, id: RequestId): Promise<void> {
    try {
      const result = await this.#handler.asked(method, params, id);
      const unknown = { code: methodNotFound, message: `Method not found: ${method}` };
      this.#say(result === undefined ? { id, error: unknown } : { id, result });
    } catch {
      this.#say({ id, error: { code: internalError, message: "Internal error" } });
    }
  }

  #say(message: object): boolean {
    return !this.#pending.isLost && this.#send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}

function failureFrom(error: unknown): RpcFailure {
  const message = textOf(error, "message") ?? "no reason was given";
  return new RpcFailure(message, numberOf(error, "code"), fieldOf(error, "data"));
}
