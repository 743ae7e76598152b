// What is being written to a run, or for a new one: typed here, or left from before the app was last closed. Kept as
// it grows.

import { type ReadonlySignal, computed, signal } from "@preact/signals";
import type { RefObject } from "preact";
import type { Phone } from "../../first-load/phone-store.ts";
import type { PhoneState } from "../../state/app-state.ts";
import type { Key } from "../../state/identifiers.ts";
import { promptBegun } from "../../state/new-run.ts";

export class Draft {
  readonly #phone: Phone;
  readonly #run: Key;
  readonly #typed = signal<string | undefined>(undefined);
  readonly text: ReadonlySignal<string>;
  /** Where it is written. */
  readonly field: RefObject<HTMLTextAreaElement | null> = { current: null };

  constructor(phone: Phone, run: Key, kept = (state: PhoneState) => state.drafts.get(run) ?? "") {
    this.#phone = phone;
    this.#run = run;
    this.text = computed(() => this.#typed.value ?? kept(phone.state.value));
  }

  static ofNewRun(phone: Phone): Draft {
    const { machine } = phone;
    return new Draft(phone, machine, (state) => promptBegun(state, machine));
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

/** Of the run that is looked at, where it takes words from this phone. */
export const draftHere = signal<Draft | undefined>(undefined);
