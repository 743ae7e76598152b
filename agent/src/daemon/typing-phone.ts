// A phone on which a typed code was entered: a few frames of the exchange, and then it is let go, with the
// offer or without. Pairing itself follows on a connection of its own.

import { type FrameType, frameType } from "@longrein/protocol";
import type { TypedCodeDesk } from "../pairing/typed-code-desk.ts";

export interface TypingPhoneOptions {
  readonly channel: number;
  readonly typedCode: TypedCodeDesk;
  write(type: FrameType, body?: Uint8Array): void;
  /** Told once. */
  over(): void;
}

/** Two messages of a phone are an exchange. */
const messagesMax = 2;

export class TypingPhone {
  readonly #options: TypingPhoneOptions;
  #work: Promise<void> = Promise.resolve();
  #messages = 0;
  #isOver = false;

  constructor(options: TypingPhoneOptions) {
    this.#options = options;
  }

  frame(type: FrameType, body: Uint8Array): void {
    this.#work = this.#work.then(() => this.#take(type, body)).catch(() => this.#end());
  }

  lost(): void {
    this.#end(false);
  }

  close(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  async #take(type: FrameType, body: Uint8Array): Promise<void> {
    if (this.#isOver) return;
    const { channel, typedCode, write } = this.#options;
    if (type !== frameType.pake || ++this.#messages > messagesMax) return this.#end();
    write(frameType.pake, await typedCode.receive(channel, body));
    if (this.#messages === messagesMax) this.#end();
  }

  #end(tellRelay = true): void {
    if (this.#isOver) return;
    this.#isOver = true;
    const { channel, typedCode, write, over } = this.#options;
    typedCode.forget(channel);
    if (tellRelay) write(frameType.close);
    over();
  }
}
