// Questions to the agent that change nothing: asked on the link there is, and lost with it. Whoever asked asks
// again if it still wants to know.

import { type AgentMessage, type Query, type QueryAnswer, toBase64url } from "@longrein/protocol";
import type { QueryBody } from "../state/phone-port.ts";
import { webPrimitives } from "../vault/web-primitives.ts";

type Answered = (answer: QueryAnswer | undefined) => void;

export class Queries {
  /** False if there is no link. */
  readonly #send: (query: Query) => boolean;
  readonly #asked = new Map<string, Answered>();

  constructor(send: (query: Query) => boolean) {
    this.#send = send;
  }

  ask(body: QueryBody): Promise<QueryAnswer | undefined> {
    const query: Query = { ...body, id: webPrimitives.randomBytes(16) };
    if (!this.#send(query)) return Promise.resolve(undefined);
    return new Promise((resolve) => this.#asked.set(toBase64url(query.id), resolve));
  }

  take(message: AgentMessage): void {
    if (!("id" in message) || message.t === "outcome") return;
    const name = toBase64url(message.id);
    this.#asked.get(name)?.(message);
    this.#asked.delete(name);
  }

  linkLost(): void {
    for (const answered of this.#asked.values()) answered(undefined);
    this.#asked.clear();
  }
}
