// What the phone knows of all its machines, and how each input changes it. Pure, and each machine by itself:
// what one says changes nothing of what is known of another.

import { type Machine, type PhoneState, blankState, reduce } from "./app-state.ts";
import type { AppStatus, FleetInput, KnownMachine, PairingStatus } from "./fleet-port.ts";
import type { Key } from "./identifiers.ts";

export type Machines = ReadonlyMap<Key, PhoneState>;

export interface FleetState {
  readonly app: AppStatus;
  readonly pairing: PairingStatus;
  /** In the order in which they stand everywhere. */
  readonly machines: Machines;
}

export const blankFleet: FleetState = {
  app: "opening",
  pairing: { kind: "none" },
  machines: new Map(),
};

export function reduceFleet(fleet: FleetState, input: FleetInput): FleetState {
  switch (input.kind) {
    case "app":
      // What this tab knows grows old, and all of it is told anew when it is this tab's turn again.
      return { ...(input.status === "elsewhere" ? blankFleet : fleet), app: input.status };
    case "pairing":
      return { ...fleet, pairing: input.status };
    case "machines":
      return takeMachines(fleet, input.machines);
    case "of-machine": {
      const before = fleet.machines.get(input.machine);
      // It was forgotten meanwhile.
      if (before === undefined) return fleet;
      const machines = new Map(fleet.machines).set(input.machine, reduce(before, input.input));
      return { ...fleet, machines };
    }
  }
}

function takeMachines(fleet: FleetState, known: readonly KnownMachine[]): FleetState {
  const app = fleet.app === "opening" || fleet.app === "elsewhere" ? "here" : fleet.app;
  const states = known.map(
    (each) => [each.key, stateOf(each, fleet.machines.get(each.key))] as const,
  );
  return { ...fleet, app, machines: new Map(states) };
}

function stateOf(known: KnownMachine, before: PhoneState | undefined): PhoneState {
  const { label, heardAt, device, name } = known;
  // Paired anew it is another relation, and what was known of the old one is nobody's.
  if (before?.machine?.device === device) return { ...before, label };
  const machine: Machine = {
    name,
    device,
    clockAheadMs: 0,
    updateRequired: false,
  };
  return { ...blankState, label, heardAt, machine };
}
