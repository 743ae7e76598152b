// What a machine tells a phone that comes back arrives in several pieces. They are passed on together: each alone would
// be drawn alone, and to draw one takes longer than to wait for the rest.

import type { PhoneInput } from "../state/phone-port.ts";

/** A long history is seen to grow. */
const heldMaxMs = 250;

export class Gathering {
  readonly #pass: (input: PhoneInput) => void;
  readonly #isMoreToCome: (after: PhoneInput) => boolean;
  readonly #held: PhoneInput[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(pass: (input: PhoneInput) => void, isMoreToCome: (after: PhoneInput) => boolean) {
    this.#pass = pass;
    this.#isMoreToCome = isMoreToCome;
  }

  /** In order; soon, or at once where nothing more is to come. */
  tell(input: PhoneInput): void {
    this.#held.push(input);
    if (this.#isMoreToCome(input)) this.#timer ??= setTimeout(() => this.#letGo(), heldMaxMs);
    else this.#letGo();
  }

  #letGo(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    for (const input of this.#held.splice(0)) this.#pass(input);
  }
}
