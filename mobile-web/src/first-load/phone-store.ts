// The state as a signal. Inputs may come by the hundred; the screen hears of them once per frame.

import { type ReadonlySignal, computed, signal } from "@preact/signals";
import { type PhoneState, blankState } from "../state/app-state.ts";
import type { FleetInput, FleetPort } from "../state/fleet-port.ts";
import { type FleetState, blankFleet, reduceFleet } from "../state/fleet-state.ts";
import type { Key } from "../state/identifiers.ts";
import type { MachinePort } from "../state/phone-port.ts";

/** What this phone has with one machine. */
export interface Phone {
  readonly machine: Key;
  readonly port: MachinePort;
  readonly state: ReadonlySignal<PhoneState>;
  /** The page of this run stands on the screen. */
  noteShown(run: Key): void;
}

/** All machines of this phone. */
export interface Fleet {
  readonly port: FleetPort;
  readonly state: ReadonlySignal<FleetState>;
  /** There is something to show. */
  readonly opened: Promise<void>;
  /** The same object each time. Blank where there is no such machine. */
  of(machine: Key): Phone;
}

export function connectFleet(port: FleetPort): Fleet {
  const shown = signal(blankFleet);
  let latest = blankFleet;
  let waiting = false;
  const { promise: opened, resolve: open } = Promise.withResolvers<void>();
  const show = () => {
    waiting = false;
    shown.value = latest;
    open();
  };
  const take = (input: FleetInput) => {
    latest = reduceFleet(latest, input);
    if (waiting) return;
    waiting = true;
    // What is kept on the phone is told in one go, and is what somebody waits for.
    if (shown.peek().app === "opening") return queueMicrotask(show);
    // A page in the background has no frames, but its badge and its feeds go on.
    if (document.hidden) setTimeout(show, 0);
    else requestAnimationFrame(show);
  };
  port.onInput(take);
  const phones = new Map<Key, Phone>();
  const of = (machine: Key) => {
    const known = phones.get(machine);
    if (known !== undefined) return known;
    const state = computed(() => shown.value.machines.get(machine) ?? blankState);
    const noteShown = (run: Key) =>
      take({ kind: "of-machine", machine, input: { kind: "shown", at: Date.now(), run } });
    const phone = { machine, port: port.machine(machine), state, noteShown };
    phones.set(machine, phone);
    return phone;
  };
  return { port, state: shown, opened, of };
}
