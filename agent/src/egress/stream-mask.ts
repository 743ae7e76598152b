// Hides secrets in text that comes in pieces, wherever the pieces are cut. What may be the beginning of a
// secret waits for its rest; that is a few characters as a rule, and never more than the bound below.

import { classes, endOfRun } from "./character-classes.ts";
import { findSecrets } from "./find-secrets.ts";
import { type Keep, hide } from "./hide-secrets.ts";
import { endOfPrivateKey, privateKeyBegins } from "./private-key.ts";

/** Longer than any key that a provider hands out; longer ones are hidden without waiting for their end. */
const heldMax = 16 * 1_024;
/** As far back as anything looks for what a place means: a name, an escape, a colour. */
const contextLength = 128;
/** A key that does not end within this is none. */
const swallowedMax = 256 * 1_024;

/** What goes on of a secret that was hidden before its end was seen. */
type Swallowing =
  | { readonly kind: "nothing" }
  | { readonly kind: "run" }
  | { readonly kind: "privateKey"; readonly tail: string; readonly swallowed: number };

export class StreamMask {
  readonly #keep: Keep;
  /** What has left already, as it was: a name may stand there. */
  #context = "";
  #held = "";
  /** How far before what is held the search goes on. */
  #back = 0;
  #swallowing: Swallowing = { kind: "nothing" };

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  get held(): boolean {
    return this.#held !== "";
  }

  /** What of all that has come may leave by now. */
  push(text: string): string {
    const shown = this.#take(this.#held + this.#afterSwallowing(text), false);
    return this.#held.length <= heldMax ? shown : shown + this.#giveUpWaiting();
  }

  /** The rest: nothing more will come. */
  end(): string {
    const shown = this.#take(this.#held, true);
    this.#context = "";
    this.#back = 0;
    this.#swallowing = { kind: "nothing" };
    return shown;
  }

  #take(text: string, isEnd: boolean): string {
    const whole = this.#context + text;
    const from = this.#context.length;
    const { found, settled, resume } = findSecrets(whole, isEnd, from - this.#back);
    const until = Math.max(settled, from);
    this.#held = whole.slice(until);
    this.#back = until - resume;
    this.#context = whole.slice(Math.max(0, until - Math.max(contextLength, this.#back)), until);
    // As almost always: nothing was found, and nothing waits.
    if (found.length === 0 && until === whole.length) return text;
    return hide(whole, found, this.#keep, from, until);
  }

  #giveUpWaiting(): string {
    const held = this.#held;
    const { found } = findSecrets(held);
    if (found[0]?.start === 0 && held.startsWith(privateKeyBegins)) {
      this.#swallowing = { kind: "privateKey", tail: "", swallowed: 0 };
      this.#held = "";
      this.#back = 0;
      return hide(held, [{ ...found[0], end: held.length }], this.#keep);
    }
    if (found.at(-1)?.end === held.length) this.#swallowing = { kind: "run" };
    return this.#take(held, true);
  }

  #afterSwallowing(text: string): string {
    const swallowing = this.#swallowing;
    switch (swallowing.kind) {
      case "nothing":
        return text;
      case "run": {
        const end = endOfRun(text, 0, classes.token68);
        if (end < text.length) this.#swallowing = { kind: "nothing" };
        return text.slice(end);
      }
      case "privateKey": {
        const all = swallowing.tail + text;
        const end = endOfPrivateKey(all);
        const swallowed = swallowing.swallowed + text.length;
        this.#swallowing =
          end !== undefined || swallowed > swallowedMax
            ? { kind: "nothing" }
            : { kind: "privateKey", tail: all.slice(-64), swallowed };
        return end === undefined ? "" : all.slice(end);
      }
    }
  }
}
