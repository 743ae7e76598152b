// Writes down what is known of each machine, so that the app has something to show when it is opened again: a
// while after it changed, and at once when somebody leaves. Loaded when there is nothing else to do.

import { effect } from "@preact/signals";
import { inboxFeed } from "@longrein/protocol";
import type { Fleet, Phone } from "../first-load/phone-store.ts";
import type { PhoneState } from "../state/app-state.ts";
import { type Key, runFeed } from "../state/identifiers.ts";
import type { Inbox } from "../state/inbox.ts";
import type { SeenRuns } from "../state/seen-runs.ts";
import type { Transcript } from "../state/transcript.ts";
import { memoryOf, memoryOfRun, slotFor } from "../state/write-memory.ts";

const restMs = 5_000;

export function keepMemory(fleet: Fleet): void {
  const kept = new Map<Key, MachineMemory>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    for (const machine of fleet.state.peek().machines.keys()) {
      const memory = kept.get(machine) ?? new MachineMemory(fleet.of(machine));
      kept.set(machine, memory);
      memory.write();
    }
  };
  effect(() => {
    if (fleet.state.value.machines.size > 0) timer ??= setTimeout(write, restMs);
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") write();
  });
}

class MachineMemory {
  readonly #phone: Phone;
  #slots: readonly Key[] | undefined;
  #inbox: Inbox | undefined;
  #seen: SeenRuns | undefined;
  #asOf: number | undefined;
  readonly #transcripts = new Map<Key, Transcript>();

  constructor(phone: Phone) {
    this.#phone = phone;
  }

  /** What is only remembered itself is not written down again. */
  write(): void {
    const state = this.#phone.state.peek();
    if (!isCurrent(state, inboxFeed)) return;
    const slots = this.#writeRuns(state);
    const { inbox, heardAt, seen } = state;
    const isWritten = inbox === this.#inbox && seen === this.#seen && slots === this.#slots;
    if (isWritten && heardAt === this.#asOf) return;
    this.#slots = slots;
    this.#inbox = inbox;
    this.#seen = seen;
    this.#asOf = heardAt;
    this.#phone.port.remember("inbox", memoryOf(state, slots));
  }

  #writeRuns(state: PhoneState): readonly Key[] {
    const { inbox, transcripts, remembered } = state;
    let slots = this.#slots ?? remembered?.slots ?? [];
    for (const [run, transcript] of transcripts) {
      if (!inbox.runs.has(run) || !isCurrent(state, runFeed(run))) continue;
      if (this.#transcripts.get(run) === transcript) continue;
      this.#transcripts.set(run, transcript);
      const slot = slotFor(slots, run, inbox);
      if (slots[slot] !== run) slots = slots.toSpliced(slot, 1, run);
      this.#phone.port.remember(slot, memoryOfRun(run, transcript));
    }
    return this.#withoutForgotten(slots, inbox);
  }

  /** What the machine has forgotten is nothing for the phone to keep. */
  #withoutForgotten(slots: readonly Key[], { runs }: Inbox): readonly Key[] {
    if (slots.every((run) => run === free || runs.has(run))) return slots;
    return slots.map((run, slot) => {
      if (run === free || runs.has(run)) return run;
      this.#phone.port.remember(slot, "");
      return free;
    });
  }
}

const free: Key = "";

function isCurrent({ feeds }: PhoneState, feed: string): boolean {
  return feeds.get(feed)?.current === true;
}
