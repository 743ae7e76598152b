// What must hold whatever the network does, watched from outside both ends. A broken promise is noted
// where it happens, so that the trace shows what led to it.

import { toBase64url } from "@longrein/protocol";

type Side = "phone" | "agent";

interface Direction {
  readonly sent: string[];
  received: number;
}

export class Model {
  readonly violations: string[] = [];
  readonly #conversations = new Map<string, { readonly from: Record<Side, Direction> }>();
  readonly #given = new Set<string>();
  readonly #effects = new Map<string, number>();
  readonly #trace: (line: string) => void;
  messagesReceived = 0;

  constructor(trace: (line: string) => void) {
    this.#trace = trace;
  }

  /** `hash` names the conversation: both ends of one handshake have it, and nobody else. */
  sent(hash: Uint8Array, from: Side, bytes: Uint8Array): void {
    this.#conversation(hash).from[from].sent.push(toBase64url(bytes));
  }

  /** What is received is the next of what was sent: nothing else, nothing again, nothing too early. */
  received(hash: Uint8Array, from: Side, bytes: Uint8Array): void {
    const direction = this.#conversation(hash).from[from];
    const expected = direction.sent[direction.received++];
    this.messagesReceived++;
    if (expected !== toBase64url(bytes)) {
      this.#broken(`a message from the ${from} was accepted that was not the next one it sent`);
    }
  }

  given(id: Uint8Array): void {
    this.#given.add(toBase64url(id));
  }

  effect(id: Uint8Array): void {
    const name = toBase64url(id);
    const times = (this.#effects.get(name) ?? 0) + 1;
    this.#effects.set(name, times);
    if (times > 1) this.#broken(`command ${name} had ${times} effects`);
    if (!this.#given.has(name)) this.#broken(`command ${name} was carried out and never given`);
  }

  /** After the network has healed and time has passed. */
  healed(ends: {
    readonly ready: boolean;
    readonly waitingCommands: number;
    readonly phoneEvents: readonly string[];
    readonly agentEvents: readonly string[];
  }): void {
    if (!ends.ready) this.#broken("the link is not ready though the network has healed");
    if (ends.waitingCommands > 0) this.#broken(`${ends.waitingCommands} commands are unsettled`);
    for (const name of this.#given) {
      if (this.#effects.get(name) !== 1) this.#broken(`command ${name} had no effect`);
    }
    if (ends.phoneEvents.join("\n") !== ends.agentEvents.join("\n")) {
      this.#broken(
        `the feeds differ: ${ends.phoneEvents.length} events on the phone, ` +
          `${ends.agentEvents.length} on the agent`,
      );
    }
  }

  broken(what: string): void {
    this.#broken(what);
  }

  #broken(what: string): void {
    this.violations.push(what);
    this.#trace(`VIOLATION: ${what}`);
  }

  #conversation(hash: Uint8Array) {
    const name = toBase64url(hash);
    const made = this.#conversations.get(name) ?? {
      from: { phone: { sent: [], received: 0 }, agent: { sent: [], received: 0 } },
    };
    this.#conversations.set(name, made);
    return made;
  }
}
