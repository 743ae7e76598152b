// What is being written to a run: typed here, or left from before the app was last closed. Kept as it grows.

import { type ReadonlySignal, computed, signal } from "@preact/signals";
import type { Phone } from "../../first-load/phone-store.ts";
import type { Key } from "../../state/identifiers.ts";

export class Draft {
  readonly #phone: Phone;
  readonly #run: Key;
  readonly #typed = signal<string | undefined>(undefined);
  readonly text: ReadonlySignal<string>;

  constructor(phone: Phone, run: Key) {
    this.#phone = phone;
    this.#run = run;
    this.text = computed(() => this.#typed.value ?? phone.state.value.drafts.get(run) ?? "");
  }

  write(text: string): void {
    this.#typed.value = text;
    this.#phone.port.keepDraft(this.#run, text);
  }

  /** What comes back to be edited stands before what was begun meanwhile. */
  takeUp(text: string): void {
    const begun = this.text.peek();
    this.write(begun.trim() === "" ? text : `${text}\n\n${begun}`);
  }
}
