// JSON-RPC 2.0 in lines, both ways, as the Agent Client Protocol has it. What is no message is passed over.

import { fieldOf, numberOf, textOf } from "../../runs/loose-fields.ts";

export interface RpcHandler {
  notified(method: string, params: unknown): void;
  /** Resolves with the result; undefined for what is not known here. */
  asked(method: string, params: unknown, id: RequestId): Promise<object | undefined>;
}

export type RequestId = number | string;

interface Pending {
  resolve(result: unknown): void;
  reject(failure: Error): void;
}

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
  readonly #pending = new Map<number, Pending>();
  #next = 1;
  #lost: string | undefined;

  /** `send` says whether anybody listens. */
  constructor(handler: RpcHandler, send: (line: string) => boolean) {
    this.#handler = handler;
    this.#send = send;
  }

  request(method: string, params: object): Promise<unknown> {
    if (this.#lost !== undefined) return Promise.reject(new RpcFailure(this.#lost));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      if (!this.#say({ id, method, params })) this.lose("it does not listen any more");
    });
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
    if (method === undefined) this.#settle(numberOf(message, "id"), message);
    else if (typeof id === "number" || typeof id === "string") {
      void this.#answer(method, fieldOf(message, "params"), id);
    } else this.#handler.notified(method, fieldOf(message, "params"));
  }

  /** A message was too long to be read; whoever waits for it must not wait for ever. */
  tooLong(beginning: string): void {
    const id = Number(/"id"\s*:\s*(\d+)/.exec(beginning)?.[1]);
    const isAnswer = !/"method"\s*:/.test(beginning);
    if (isAnswer) this.#take(id)?.reject(new RpcFailure("the answer is too long to be read"));
  }

  /** Nothing will come any more. */
  lose(why: string): void {
    if (this.#lost !== undefined) return;
    this.#lost = why;
    for (const { reject } of this.#pending.values()) reject(new RpcFailure(why));
    this.#pending.clear();
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

  #settle(id: number | undefined, message: unknown): void {
    const error = fieldOf(message, "error");
    const pending = this.#take(id);
    if (error === undefined || error === null) pending?.resolve(fieldOf(message, "result"));
    else pending?.reject(failureFrom(error));
  }

  #take(id: number | undefined): Pending | undefined {
    if (id === undefined) return undefined;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #say(message: object): boolean {
    return this.#lost === undefined && this.#send(JSON.stringify({ jsonrpc: "2.0", ...message }));
  }
}

function failureFrom(error: unknown): RpcFailure {
  const message = textOf(error, "message") ?? "no reason was given";
  return new RpcFailure(message, numberOf(error, "code"), fieldOf(error, "data"));
}
