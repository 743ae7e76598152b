// What machines are called on the screen. Where two would go by one name, each shows a piece of its own key,
// which neither can choose: else one could pass for the other on a card that asks for an answer.

import type { PhoneState } from "./app-state.ts";
import type { Machines } from "./fleet-state.ts";
import type { Key } from "./identifiers.ts";

const pieceLength = 6;

export function nameOf({ label, machine }: PhoneState): string {
  return label ?? machine?.name ?? "";
}

export function machineNames(machines: Machines): ReadonlyMap<Key, string> {
  const names = [...machines.values()].map((state) => looks(nameOf(state)));
  const isAlone = (name: string) => names.filter((other) => other === looks(name)).length === 1;
  return new Map(
    [...machines].map(([key, state]) => {
      const name = nameOf(state);
      return [key, isAlone(name) ? name : `${name} (${key.slice(0, pieceLength)})`];
    }),
  );
}

const looks = (name: string): string => name.normalize("NFKC").trim().toLowerCase();
